import { createHash } from 'node:crypto';
import { type ActionContext, defineAction, type Effect, Failure } from '@raccord/contract';
import Type, { type Static } from 'typebox';
import { LOOP_HEADER } from '../../shared/mail/read-message.ts';
import { findByMessageId, inFolder, withImap } from '../imap.ts';
import { sendFields } from '../send-fields.ts';
import { sendMessage } from '../smtp.ts';

/** What most servers take, encoded. */
const MOST_BYTES = 20 * 1_048_576;

type Input = Static<typeof sendFields>;

export const send = defineAction({
  id: 'send',
  version: 1,
  title: { en: 'Send a mail', fr: 'Envoyer un courrier' },
  description: {
    en: 'Sends a mail. Nothing on the way keeps it single: after a broken line the record is in doubt, unless the server files what it sends.',
    fr: 'Envoie un courrier. Rien en chemin ne garantit l’unicité : après une coupure l’enregistrement est en doute, sauf si le serveur classe ce qu’il envoie.',
  },
  input: sendFields,
  output: Type.Object({
    messageId: Type.String(),
    accepted: Type.Array(Type.String()),
    rejected: Type.Array(Type.String(), {
      description: 'Addresses the server did not take; the others have their mail.',
    }),
  }),
  effect: sendEffect,
  writes: { object: 'message' },
  async run(context, mail) {
    const messageId = messageIdOf(context, mail);
    const { accepted, rejected } = await sendMessage(context, await compose(context, mail, messageId));
    return { messageId, accepted, rejected };
  },
  async readback(context, mail) {
    const messageId = messageIdOf(context, mail);
    const found = await withImap(context, { changes: false }, (client) =>
      inFolder(client, mail.sentFolder ?? '', () => findByMessageId(client, messageId)),
    );
    return found === undefined ? undefined : { messageId, accepted: listed(mail.to), rejected: [] };
  },
});

export function sendEffect({ sentFolder }: Record<string, unknown>): Effect {
  return typeof sentFolder === 'string' && sentFolder !== '' ? 'readback' : 'none';
}

async function compose(context: ActionContext, mail: Input, messageId: string) {
  const { headers = {}, attachments = [], sentFolder: _, ...parts } = mail;
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
    mustBeOneLine(name, Array.isArray(value) ? value.join(' ') : value);
  for (const name of Object.keys(headers))
    if (!/^[\x21-\x39\x3b-\x7e]+$/.test(name))
      throw new Failure('input', 'mail.headerInvalid', { name: name.slice(0, 50) });
  for (const { name } of attachments) mustBeOneLine('attachments', name);
  const size = attachments.reduce((sum, file) => sum + file.size, 0);
  if (size > MOST_BYTES) throw new Failure('tooLarge', 'mail.attachmentsTooLarge', { size, limit: MOST_BYTES });
  return {
    ...parts,
    messageId,
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

/** @throws Failure input `mail.headerInvalid` for what would begin a header of its own */
function mustBeOneLine(name: string, value: string): void {
  if (/[\r\n\0]/.test(name + value)) throw new Failure('input', 'mail.headerInvalid', { name: name.slice(0, 50) });
}

function listed(addresses: string | string[] | undefined): string[] {
  return typeof addresses === 'string' ? [addresses] : (addresses ?? []);
}

/** The same in every attempt, and told apart from another node's mail for the same record. */
function messageIdOf({ idempotencyKey }: ActionContext, { from }: Input): string {
  const domain = /@([A-Za-z0-9.-]+)/.exec(from)?.[1] ?? 'raccord.invalid';
  return `<${createHash('sha256').update(idempotencyKey).digest('hex').slice(0, 32)}@${domain.toLowerCase()}>`;
}
