import { type ConnectorContext, Failure } from '@raccord/contract';
import Type from 'typebox';
import { told } from '../../shared/forms/told.ts';
import type { gmail_v1 } from '../../shared/google/apis.ts';
import { defineObject, defineOperation } from '../../shared/objects/define-object.ts';
import { messageId } from '../actions/mail-input.ts';
import { callGmail, MOST_MESSAGE_BYTES, scopes, userId } from '../client.ts';
import { GmailMessage, sampleGmailMessage } from '../message-schema.ts';
import { readGmailMessage } from '../read-gmail-message.ts';

const attachments = Type.Optional(
  Type.Boolean({
    default: true,
    ...told(
      'Attachments',
      'Keep the attached files for later nodes.',
      'Pièces jointes',
      'Garder les fichiers joints pour les nœuds suivants.',
    ),
  }),
);

const get = defineOperation({
  description: {
    en: 'Gives a message with its text and attachments, up to 25 MB.',
    fr: 'Donne un message avec son texte et ses pièces jointes, jusqu’à 25 Mo.',
  },
  input: Type.Object({ id: messageId, attachments }, { additionalProperties: false }),
  effect: 'read',
  scopes: [scopes.read],
  async run(context, input) {
    const message = await whole(context, input.id, input.attachments !== false);
    if (message === undefined) throw new Failure('missing', 'gmail.messageGone', { id: input.id });
    return message;
  },
});

const find = defineOperation({
  description: {
    en: 'Gives the newest message that fits, as Gmail’s search box would find it, or an empty object if there is none.',
    fr: 'Donne le message le plus récent qui convient, comme le trouverait la recherche de Gmail, ou un objet vide s’il n’y en a pas.',
  },
  input: Type.Object(
    {
      query: Type.String({
        minLength: 1,
        maxLength: 2_000,
        ...told(
          'Search',
          'As in Gmail’s search box: `from:ann@acme.example subject:order`.',
          'Recherche',
          'Comme dans la recherche de Gmail : `from:ann@acme.example subject:commande`.',
        ),
      }),
      attachments,
    },
    { additionalProperties: false },
  ),
  effect: 'read',
  scopes: [scopes.read],
  async run(context, { query, attachments: files }) {
    const { messages = [] } = await callGmail<gmail_v1.Schema$ListMessagesResponse>(context, (users, options) =>
      users.messages.list({ userId: userId(context), q: query, maxResults: 1 }, options),
    );
    const id = messages[0]?.id;
    return (id == null ? undefined : await whole(context, id, files !== false)) ?? {};
  },
});

export const message = defineObject({
  id: 'message',
  title: { en: 'Mail message', fr: 'Message' },
  one: { en: 'a message', fr: 'un message' },
  schema: GmailMessage,
  sample: sampleGmailMessage,
  identity: { id: 'id', createdAt: 'receivedAt', match: ['messageId'] },
  operations: { find, get },
});

/** Who asks for a message wants all of it, or to know that it cannot be had. */
async function whole(context: ConnectorContext, id: string, files: boolean) {
  const read = await readGmailMessage(context, id, { attachments: files });
  if (read?.message.whole === false)
    throw new Failure('tooLarge', 'gmail.messageTooLarge', { id, limit: MOST_MESSAGE_BYTES });
  return read?.message;
}
