import { createHash } from 'node:crypto';
import { type ActionContext, Failure, type FileRef } from '@raccord/contract';
import type { MailComposerOptions } from 'nodemailer/lib/mail-composer';
import { LOOP_HEADER } from './read-message.ts';

/** A mail as flows give it. `from` may be the carrier's to fill in. */
export type Mail = {
  from?: string;
  to: string | string[];
  cc?: string | string[];
  bcc?: string | string[];
  replyTo?: string;
  subject: string;
  text?: string;
  html?: string;
  attachments?: FileRef[];
  inReplyTo?: string;
  references?: string[];
  headers?: Record<string, string>;
};

/**
 * The mail as the composer takes it, with its files read and our own headers in it.
 * @throws Failure input `mail.headerInvalid` for what would begin a header of its own; tooLarge `mail.attachmentsTooLarge`
 */
export async function composeMail(
  context: Pick<ActionContext, 'files' | 'idempotencyKey' | 'marker'>,
  mail: Mail,
  mostBytes: number,
): Promise<MailComposerOptions> {
  const { headers = {}, attachments = [], ...parts } = mail;
  const lines = {
    ...headers,
    ...parts,
    text: '',
    html: '',
    to: listed(mail.to).join(),
    cc: listed(mail.cc).join(),
    bcc: listed(mail.bcc).join(),
  };
  for (const [name, value] of Object.entries(lines))
    mustBeOneLine(name, Array.isArray(value) ? value.join(' ') : (value ?? ''));
  for (const name of Object.keys(headers))
    if (!/^[\x21-\x39\x3b-\x7e]+$/.test(name))
      throw new Failure('input', 'mail.headerInvalid', { name: name.slice(0, 50) });
  for (const { name } of attachments) mustBeOneLine('attachments', name);
  const size = attachments.reduce((sum, file) => sum + file.size, 0);
  if (size > mostBytes) throw new Failure('tooLarge', 'mail.attachmentsTooLarge', { size, limit: mostBytes });
  return {
    ...parts,
    messageId: messageIdOf(context, mail.from),
    headers: { ...headers, 'Auto-Submitted': 'auto-generated', [LOOP_HEADER]: context.marker },
    attachments: await Promise.all(
      attachments.map(async (file) => ({
        filename: file.name,
        contentType: file.type,
        content: Buffer.from(await context.files.get(file)),
      })),
    ),
  };
}

function mustBeOneLine(name: string, value: string): void {
  if (/[\r\n\0]/.test(name + value)) throw new Failure('input', 'mail.headerInvalid', { name: name.slice(0, 50) });
}

export function listed(addresses: string | string[] | undefined): string[] {
  return typeof addresses === 'string' ? [addresses] : (addresses ?? []);
}

/** The same in every attempt, and told apart from another node's mail for the same record. */
export function messageIdOf({ idempotencyKey }: Pick<ActionContext, 'idempotencyKey'>, from = ''): string {
  const domain = /@([A-Za-z0-9.-]+)/.exec(from)?.[1] ?? 'raccord.invalid';
  return `<${createHash('sha256').update(idempotencyKey).digest('hex').slice(0, 32)}@${domain.toLowerCase()}>`;
}
