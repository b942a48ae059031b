import PostalMime, { decodeWords } from 'postal-mime';

export type MailHeader = { name: string; value: string };

/** The headers of a raw message, unfolded and decoded. */
export function headersOf(raw: Buffer): MailHeader[] {
  const text = raw.toString('utf8');
  const end = /\r?\n\r?\n/.exec(text)?.index ?? text.length;
  const lines = text
    .slice(0, end)
    .replace(/\r?\n(?=[ \t])/g, '')
    .split(/\r?\n/);
  return lines.flatMap((line) => {
    const colon = line.indexOf(':');
    if (colon < 1) return [];
    return [{ name: line.slice(0, colon), value: decodeWords(line.slice(colon + 1).trim()) }];
  });
}

/** The message with one header set, at its top when it was not there. */
export function withHeader(raw: Buffer, name: string, value: string): Buffer {
  const rest = withoutHeader(raw, name);
  return Buffer.concat([Buffer.from(`${name}: ${value}\r\n`), rest]);
}

export function withoutHeader(raw: Buffer, name: string): Buffer {
  const text = raw.toString('latin1');
  const end = /\r?\n\r?\n/.exec(text)?.index ?? text.length;
  const head = text.slice(0, end).replace(new RegExp(`^${name}:.*(?:\\r?\\n[ \\t].*)*(?:\\r?\\n|$)`, 'gim'), '');
  return Buffer.from(head.replace(/\r?\n$/, '') + text.slice(end), 'latin1');
}

/** The addresses in a header, lower case. */
export function addressesIn(header: string | undefined): string[] {
  return [...(header ?? '').matchAll(/[^\s<>,;:"]+@[^\s<>,;:"]+/g)].map(([address]) => address.toLowerCase());
}

export type MailPart = { type: string; name: string; content: Buffer; disposition: string; contentId: string };
export type MailContent = { text: string | undefined; html: string | undefined; attachments: MailPart[] };

export async function contentOf(raw: Buffer): Promise<MailContent> {
  const parsed = await PostalMime.parse(raw, { attachmentEncoding: 'arraybuffer' });
  return {
    text: parsed.text,
    html: parsed.html,
    attachments: parsed.attachments.map(({ mimeType, filename, content, disposition, contentId }) => ({
      type: mimeType,
      name: filename ?? '',
      content: Buffer.from(content as ArrayBuffer),
      disposition: disposition ?? 'attachment',
      contentId: contentId ?? '',
    })),
  };
}

export const base64url = (bytes: Buffer | string): string => Buffer.from(bytes).toString('base64url');
