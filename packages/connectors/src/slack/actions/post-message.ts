import { type ActionContext, type ConnectorContext, defineAction } from '@raccord/contract';
import Type from 'typebox';
import { told } from '../../shared/forms/told.ts';
import { refusedWith, slackPages, slackWrite } from '../client.ts';
import { contentFields, escaped, MessagePlace, strict, threadField } from '../fields.ts';

const input = Type.Object(
  {
    channel: Type.String({
      pattern: '^[CDGUW][A-Z0-9]{1,30}$',
      choices: 'channel',
      ...told(
        'Channel',
        'Id of the channel (`C…`, at the bottom of its details) or of a person (`U…`); names change, ids do not.',
        'Canal',
        'Identifiant du canal (`C…`, en bas de ses détails) ou d’une personne (`U…`) ; les noms changent, pas les identifiants.',
      ),
    }),
    ...contentFields,
    thread_ts: threadField,
    reply_broadcast: Type.Optional(
      Type.Boolean({
        default: false,
        ...told(
          'Also in the channel',
          'Show an answer in the channel as well.',
          'Aussi dans le canal',
          'Montrer aussi une réponse dans le canal.',
        ),
      }),
    ),
    unfurl_links: Type.Optional(
      Type.Boolean(
        told(
          'Preview links',
          'Show what the links in the text lead to.',
          'Aperçu des liens',
          'Montrer où mènent les liens du texte.',
        ),
      ),
    ),
  },
  strict,
);

type Message = { ts: string; metadata?: { event_type?: string; event_payload?: Record<string, unknown> } };

const EVENT_TYPE = 'raccord';
/** How much of a channel is searched for our own message after a broken call. */
const PAGES = 5;
const PAGE = 200;

export const postMessage = defineAction({
  id: 'post-message',
  version: 1,
  title: { en: 'Post a message', fr: 'Publier un message' },
  description: {
    en: 'Posts to a channel, a thread or a person. After a broken call the channel’s latest messages are searched for it, so that it is not posted twice.',
    fr: 'Publie dans un canal, un fil ou à une personne. Après un appel interrompu, les derniers messages du canal sont parcourus pour ne pas le publier deux fois.',
  },
  input,
  output: MessagePlace,
  effect: 'readback',
  scopes: ['chat:write', 'channels:history', 'groups:history', 'im:write', 'im:history'],
  async run(context, { allowMentions, text, channel: asked, ...message }) {
    const { channel, ts } = await slackWrite<{ channel: string; ts: string }>(context, 'chat.postMessage', {
      ...message,
      channel: await conversationOf(context, asked).catch(postable(asked)),
      text: allowMentions === true ? text : escaped(text),
      metadata: {
        event_type: EVENT_TYPE,
        event_payload: { marker: context.marker, key: context.idempotencyKey },
      },
    });
    return { channel, ts };
  },
  async readback(context, { channel, thread_ts }) {
    const id = await conversationOf(context, channel);
    const method = thread_ts === undefined ? 'conversations.history' : 'conversations.replies';
    const query = { channel: id, ts: thread_ts, limit: PAGE, include_all_metadata: true };
    const asked = { key: 'messages', query, mostPages: PAGES } as const;
    for await (const messages of slackPages<Message, 'messages'>(context, method, asked)) {
      const own = messages.find((message) => isOurs(message, context));
      if (own !== undefined) return { channel: id, ts: own.ts };
    }
    return undefined;
  },
  writes: { object: 'message' },
});

/** The key, not the marker, tells it: one record may post several messages. */
function isOurs({ metadata }: Message, { idempotencyKey }: ActionContext): boolean {
  return metadata?.event_type === EVENT_TYPE && metadata.event_payload?.key === idempotencyKey;
}

/** An app without the right to open conversations may still write to a person. */
function postable(channel: string): (refused: unknown) => string {
  return (refused) => {
    if (!refusedWith(refused, 'missing_scope')) throw refused;
    return channel;
  };
}

/** Messages to a person are kept in a conversation with an id of its own. Opening an open one changes nothing. */
async function conversationOf(context: ConnectorContext, channel: string): Promise<string> {
  if (!/^[UW]/.test(channel)) return channel;
  const { channel: direct } = await slackWrite<{ channel: { id: string } }>(context, 'conversations.open', {
    users: channel,
  });
  return direct.id;
}
