import type { World } from '../world.ts';
import { addressesIn, headersOf, withHeader, withoutHeader } from './mime.ts';
import { announce } from './push.ts';
import { headerOf, type Mailbox, type MailMessage, newMailId } from './state.ts';

/** A message arrives in a mailbox, in the conversation it answers to. */
export function receive(world: World, mailbox: Mailbox, raw: Buffer, labels: readonly string[] = []): MailMessage {
  const message = mailbox.add(raw, world.now(), ['INBOX', 'UNREAD', ...labels], answeredThread(mailbox, raw));
  announce(world, mailbox);
  return message;
}

/** What is sent goes to the mailboxes that are here; the blind copies do not show there. */
export function distribute(world: World, { raw, headers }: MailMessage): void {
  const to = ['to', 'cc', 'bcc'].flatMap((name) => addressesIn(headerOf({ headers }, name)));
  const seen = withoutHeader(raw, 'Bcc');
  for (const address of new Set(to)) {
    const mailbox = world.gmail.mailboxes.get(address);
    if (mailbox !== undefined) receive(world, mailbox, seen);
  }
}

/** A plain message as somebody's mail program writes it. */
export function writtenMessage(fields: {
  from: string;
  to: string;
  subject: string;
  text: string;
  headers?: Record<string, string>;
}): Buffer {
  const { from, to, subject, text, headers = {} } = fields;
  const word = (value: string) =>
    /^[\x20-\x7e]*$/.test(value) ? value : `=?UTF-8?B?${Buffer.from(value).toString('base64')}?=`;
  const named = (address: string) => address.replace(/^([^<]+?)\s*</, (_all, name: string) => `${word(name)} <`);
  const lines = {
    'Message-ID': `<${newMailId()}@mail.example>`,
    From: named(from),
    To: named(to),
    Subject: word(subject),
    'MIME-Version': '1.0',
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Transfer-Encoding': 'base64',
    ...headers,
  };
  const head = Object.entries(lines).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from([...head, '', Buffer.from(text).toString('base64'), ''].join('\r\n'));
}

/** The message as it leaves: with the sender's address, and with a Message-ID when it had no usable one. */
export function asSent(mailbox: Mailbox, raw: Buffer): Buffer {
  const headers = headersOf(raw);
  const from = addressesIn(headerOf({ headers }, 'from'))[0];
  const own = from === mailbox.address ? raw : withHeader(raw, 'From', mailbox.address);
  const id = headerOf({ headers }, 'message-id');
  if (id !== undefined && /^<[^\s<>@]+@[^\s<>@]+>$/.test(id)) return own;
  return withHeader(own, 'Message-ID', `<CAF${newMailId()}@mail.gmail.com>`);
}

/** The conversation a message answers to: by its references, and only under the same subject. */
export function answeredThread(mailbox: Mailbox, raw: Buffer): string | undefined {
  const headers = headersOf(raw);
  const subject = bare(headerOf({ headers }, 'subject'));
  const ids = `${headerOf({ headers }, 'references') ?? ''} ${headerOf({ headers }, 'in-reply-to') ?? ''}`;
  for (const [id] of ids.matchAll(/<[^<>\s]+>/g)) {
    const before = mailbox.byMessageId(id);
    if (before !== undefined && bare(headerOf(before, 'subject')) === subject) return before.threadId;
  }
  return undefined;
}

function bare(subject: string | undefined): string {
  return (subject ?? '')
    .replace(/^(?:(?:re|fwd?|tr)\s*:\s*)+/i, '')
    .trim()
    .toLowerCase();
}
