import { badRequest } from '../google/errors.ts';
import { base64url, contentOf, type MailHeader } from './mime.ts';
import { type Mailbox, type MailMessage, newMailId } from './state.ts';

type Part = {
  partId: string;
  mimeType: string;
  filename: string;
  headers: MailHeader[];
  body: { size: number; data?: string; attachmentId?: string };
  parts?: Part[];
};

/** A message as one of the four formats shows it. */
export async function shownMessage(mailbox: Mailbox, message: MailMessage, query: URLSearchParams): Promise<object> {
  const { id, threadId, labelIds, raw, historyId, internalDate } = message;
  const base = {
    id,
    threadId,
    labelIds,
    snippet: '',
    historyId: String(historyId),
    internalDate: String(internalDate),
    sizeEstimate: raw.length,
  };
  switch (query.get('format')?.toLowerCase() ?? 'full') {
    case 'minimal':
      return base;
    case 'raw':
      return { ...base, raw: base64url(raw) };
    case 'metadata': {
      const asked = query.getAll('metadataHeaders').map((name) => name.toLowerCase());
      const headers = message.headers.filter(({ name }) => asked.length === 0 || asked.includes(name.toLowerCase()));
      return { ...base, payload: { mimeType: typeOf(message), headers } };
    }
    case 'full': {
      const payload = await payloadOf(mailbox, message);
      const { text } = await contentOf(raw);
      return { ...base, snippet: (text ?? '').replace(/\s+/g, ' ').trim().slice(0, 200), payload };
    }
    default:
      return badRequest(`Invalid value at 'format': "${query.get('format')}"`);
  }
}

/** Text first, attachments behind by an id that holds for this reading only (gmail.md §2). */
async function payloadOf(mailbox: Mailbox, message: MailMessage): Promise<Part> {
  const { text, html, attachments } = await contentOf(message.raw);
  const texts = [
    ...(text === undefined ? [] : [textPart('text/plain', text)]),
    ...(html === undefined ? [] : [textPart('text/html', html)]),
  ];
  const body =
    texts.length === 2 ? multipart('multipart/alternative', texts) : (texts[0] ?? textPart('text/plain', ''));
  const files = attachments.map((attachment, position): Part => {
    const attachmentId = `ANGjdJ8${newMailId()}${newMailId()}`;
    mailbox.attachments.set(attachmentId, { messageId: message.id, position });
    const headers = [
      { name: 'Content-Type', value: `${attachment.type}; name="${attachment.name}"` },
      { name: 'Content-Disposition', value: `${attachment.disposition}; filename="${attachment.name}"` },
      ...(attachment.contentId === '' ? [] : [{ name: 'Content-ID', value: attachment.contentId }]),
    ];
    const size = attachment.content.length;
    return { partId: '', mimeType: attachment.type, filename: attachment.name, headers, body: { attachmentId, size } };
  });
  const whole = files.length === 0 ? body : multipart('multipart/mixed', [body, ...files]);
  return numbered({ ...whole, headers: message.headers }, '');
}

function textPart(mimeType: string, text: string): Part {
  const headers = [{ name: 'Content-Type', value: `${mimeType}; charset="UTF-8"` }];
  const body = { size: Buffer.byteLength(text), data: base64url(text) };
  return { partId: '', mimeType, filename: '', headers, body };
}

function multipart(mimeType: string, parts: Part[]): Part {
  return { partId: '', mimeType, filename: '', headers: [], body: { size: 0 }, parts };
}

function numbered(part: Part, partId: string): Part {
  const { parts } = part;
  if (parts === undefined) return { ...part, partId };
  const children = parts.map((child, at) => numbered(child, partId === '' ? String(at) : `${partId}.${at}`));
  return { ...part, partId, parts: children };
}

function typeOf({ headers }: MailMessage): string {
  const type = headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value;
  return type?.split(';', 1)[0] ?? 'text/plain';
}
