import { createHash } from 'node:crypto';
import { Failure, FileRef } from '@raccord/contract';
import PostalMime, { type Address } from 'postal-mime';
import Type, { type Static } from 'typebox';

const Person = Type.Object({ name: Type.String(), address: Type.String() });
/** A mail as flows see it. Names and addresses are the sender's own words. */
export const Message = Type.Object({
  messageId: Type.String({ description: 'Without it, a hash of what tells mails apart.' }),
  from: Person,
  to: Type.Array(Person),
  cc: Type.Array(Person),
  replyTo: Type.Array(Person),
  subject: Type.String(),
  date: Type.Union([Type.String({ description: 'ISO 8601, as the sender says.' }), Type.Null()]),
  text: Type.String(),
  html: Type.String({ description: 'As it came: clean it before anybody sees it.' }),
  inReplyTo: Type.Union([Type.String(), Type.Null()]),
  references: Type.Array(Type.String(), { description: 'The thread, oldest first.' }),
  automatic: Type.Boolean({
    description: 'Sent by a program (answering machine, list, bounce, ourselves): never answer it.',
  }),
  size: Type.Integer({ description: 'Bytes.' }),
  attachments: Type.Array(FileRef),
});
export type Message = Static<typeof Message>;
export type Attachment = { name: string; type: string; content: Uint8Array };

export const sampleMessage: Message = {
  messageId: '<CAF-1042@mail.petitspains.example>',
  from: { name: 'Élodie Marchand', address: 'elodie@petitspains.example' },
  to: [{ name: 'Acme', address: 'sales@acme.example' }],
  cc: [],
  replyTo: [],
  subject: 'Demande de devis',
  date: '2026-11-20T09:12:00.000Z',
  text: 'Bonjour, pouvez-vous nous envoyer un devis ?',
  html: '',
  inReplyTo: null,
  references: [],
  automatic: false,
  size: 2_048,
  attachments: [],
};

const MOST_TEXT = 1_000_000;
const MOST_ATTACHMENTS = 100;

/** Header that our own mails carry, so that a flow that answers mails never answers itself. */
export const LOOP_HEADER = 'x-raccord-loop';

/**
 * Reads a mail as it came over the wire. Attachments are apart, for the file store.
 * @throws Failure input `mail.unreadable` for what is nested or headed beyond all use
 */
export async function readMessage(
  raw: Uint8Array,
): Promise<{ message: Omit<Message, 'attachments'>; attachments: Attachment[] }> {
  const email = await PostalMime.parse(raw, {
    attachmentEncoding: 'arraybuffer',
    maxNestingDepth: 50,
    maxHeadersSize: 1_048_576,
  }).catch((cause: unknown) => {
    throw new Failure('input', 'mail.unreadable', {}, { cause });
  });
  const headers = new Map(email.headers.map(({ key, value }) => [key.toLowerCase(), value]));
  const from = people(email.from === undefined ? [] : [email.from])[0] ?? { name: '', address: '' };
  const subject = email.subject ?? '';
  const date =
    email.date === undefined || Number.isNaN(Date.parse(email.date)) ? null : new Date(email.date).toISOString();
  return {
    message: {
      messageId: email.messageId ?? hashed(from.address, date ?? '', subject, String(raw.length)),
      from,
      to: people(email.to ?? []),
      cc: people(email.cc ?? []),
      replyTo: people(email.replyTo ?? []),
      subject,
      date,
      text: (email.text ?? '').slice(0, MOST_TEXT),
      html: (email.html ?? '').slice(0, MOST_TEXT),
      inReplyTo: email.inReplyTo ?? null,
      references: (email.references ?? '').split(/\s+/).filter((id) => id !== ''),
      automatic: isAutomatic(headers),
      size: raw.length,
    },
    attachments: email.attachments.slice(0, MOST_ATTACHMENTS).map(({ filename, mimeType, content }) => ({
      name: (filename ?? '').split(/[/\\]/).at(-1) || 'attachment',
      type: mimeType || 'application/octet-stream',
      content: typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content),
    })),
  };
}

function people(found: readonly Address[]): { name: string; address: string }[] {
  return found
    .flatMap((one) => one.group ?? [one])
    .map(({ name, address }) => ({ name: name ?? '', address: (address ?? '').toLowerCase() }))
    .filter(({ address }) => address !== '');
}

/** RFC 3834, and what older programs say instead. */
function isAutomatic(headers: ReadonlyMap<string, string>): boolean {
  const submitted = headers.get('auto-submitted')?.trim().toLowerCase() ?? 'no';
  return (
    !/^no\b/.test(submitted) ||
    /\b(bulk|junk|list|auto_reply)\b/i.test(headers.get('precedence') ?? '') ||
    ['x-autoreply', 'x-autorespond', 'list-id', LOOP_HEADER].some((name) => headers.has(name)) ||
    headers.get('return-path')?.trim() === '<>' ||
    /multipart\/report/i.test(headers.get('content-type') ?? '')
  );
}

function hashed(...parts: string[]): string {
  return `<${createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 32)}@no-message-id>`;
}
