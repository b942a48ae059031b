import { defineAction, type Effect } from '@raccord/contract';
import Type from 'typebox';
import { composeMail, listed, messageIdOf } from '../../shared/mail/compose-mail.ts';
import { findByMessageId, inFolder, withImap } from '../imap.ts';
import { sendFields } from '../send-fields.ts';
import { sendMessage } from '../smtp.ts';

/** What most servers take, encoded. */
const MOST_BYTES = 20 * 1_048_576;

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
  async run(context, { sentFolder: _, ...mail }) {
    const messageId = messageIdOf(context, mail.from);
    const { accepted, rejected } = await sendMessage(context, await composeMail(context, mail, MOST_BYTES));
    return { messageId, accepted, rejected };
  },
  async readback(context, mail) {
    const messageId = messageIdOf(context, mail.from);
    const found = await withImap(context, { changes: false }, (client) =>
      inFolder(client, mail.sentFolder ?? '', () => findByMessageId(client, messageId)),
    );
    return found === undefined ? undefined : { messageId, accepted: listed(mail.to), rejected: [] };
  },
});

export function sendEffect({ sentFolder }: Record<string, unknown>): Effect {
  return typeof sentFolder === 'string' && sentFolder !== '' ? 'readback' : 'none';
}
