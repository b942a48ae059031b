import { type ActionContext, type ConnectorContext, defineAction } from '@raccord/contract';
import Type from 'typebox';
import { slackRead, slackWrite } from '../client.ts';

const input = Type.Object(
  {
    channel: Type.String({
      pattern: '^[CDGUW][A-Z0-9]{1,30}$',
      title: 'Channel',
      description:
        'Id of the channel (`C…`, at the bottom of its details) or of a person (`U…`); names change, ids do not.',
    }),
    text: Type.String({
      minLength: 1,
      maxLength: 40_000,
      title: 'Text',
      description: 'The message; with blocks, what notifications show instead of them.',
    }),
    allowMentions: Type.Optional(
      Type.Boolean({
        default: false,
        title: 'Links and mentions',
        description: 'Let `<…>` in the text make links and call people. Leave it off when the text comes from outside.',
      }),
    ),
    blocks: Type.Optional(
      Type.Array(Type.Record(Type.String(), Type.Unknown()), {
        maxItems: 50,
        title: 'Blocks',
        description: 'Layout as made in Slack’s Block Kit Builder.',
      }),
    ),
    thread_ts: Type.Optional(
      Type.String({ pattern: '^\\d+\\.\\d+$', title: 'Thread', description: '`ts` of the message to answer to.' }),
    ),
    reply_broadcast: Type.Optional(
      Type.Boolean({
        default: false,
        title: 'Also in the channel',
        description: 'Show an answer in the channel as well.',
      }),
    ),
    unfurl_links: Type.Optional(
      Type.Boolean({ title: 'Preview links', description: 'Show what the links in the text lead to.' }),
    ),
  },
  { additionalProperties: false },
);

const output = Type.Object({
  channel: Type.String({ description: 'Id of the channel.' }),
  ts: Type.String({ description: 'Names the message in its channel; always text.' }),
});

type Message = { ts: string; metadata?: { event_type?: string; event_payload?: Record<string, unknown> } };
type Page = { messages: Message[]; response_metadata?: { next_cursor?: string } };

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
  output,
  effect: 'readback',
  scopes: ['chat:write', 'channels:history'],
  async run(context, { allowMentions, text, ...message }) {
    const { channel, ts } = await slackWrite<{ channel: string; ts: string }>(context, 'chat.postMessage', {
      ...message,
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
    for await (const message of latest(context, id, thread_ts)) {
      if (isOurs(message, context)) return { channel: id, ts: message.ts };
    }
    return undefined;
  },
  writes: { object: 'message' },
});

/** The key, not the marker, tells it: one record may post several messages. */
function isOurs({ metadata }: Message, { idempotencyKey }: ActionContext): boolean {
  return metadata?.event_type === EVENT_TYPE && metadata.event_payload?.key === idempotencyKey;
}

/** Messages to a person are kept in a conversation with an id of its own. */
async function conversationOf(context: ConnectorContext, channel: string): Promise<string> {
  if (!/^[UW]/.test(channel)) return channel;
  const { channel: direct } = await slackWrite<{ channel: { id: string } }>(context, 'conversations.open', {
    users: channel,
  });
  return direct.id;
}

async function* latest(
  context: ConnectorContext,
  channel: string,
  thread: string | undefined,
): AsyncGenerator<Message> {
  const method = thread === undefined ? 'conversations.history' : 'conversations.replies';
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page++) {
    const { messages, response_metadata: next } = await slackRead<Page>(context, method, {
      channel,
      ts: thread,
      limit: PAGE,
      include_all_metadata: true,
      cursor,
    });
    yield* messages;
    cursor = next?.next_cursor;
    if (cursor === undefined || cursor === '') return;
  }
}

/** Slack's three special characters; everything else, `*bold*` included, stays as it is. */
function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
