import { randomUUID } from 'node:crypto';
import { Refusal } from '../control/vendor.ts';
import type { World } from '../world.ts';
import { jsonArg, refuse, type SlackArgs, type SlackCall, type SlackMethod, slackAnswers, textArg } from './call.ts';
import { channelById } from './channels.ts';
import { sendMessageEvent } from './events.ts';
import { type SlackChannel, type SlackMessage, type SlackMetadata, slackApp } from './state.ts';

const longestText = 40_000;
const mostBlocks = 50;
const longestSection = 3_000;

export const messageMethods: Record<string, SlackMethod> = {
  'chat.postMessage': { json: true, scope: 'chat:write', run: postMessage },
  'chat.update': { json: true, scope: 'chat:write', run: updateMessage },
  'chat.delete': {
    json: true,
    scope: 'chat:write',
    run({ world, args, effect }) {
      const channel = channelById(world, textArg(args, 'channel'));
      const message = ownMessage(world, channel, args, 'cant_delete_message');
      world.slack.messagesOf(channel.id).remove(message.ts);
      effect('chat.delete', message.ts, null);
      return { channel: channel.id, ts: message.ts };
    },
  },
};

function postMessage({ world, args, effect }: SlackCall): object {
  const channel = channelToPost(world, textArg(args, 'channel'));
  const limited = world.limits.take('slack', channel.id, world.now());
  if (limited !== undefined) {
    throw new Refusal(slackAnswers.rateLimited(Math.max(1, Math.ceil(limited.waitMs / 1_000))));
  }
  const content = readContent(args);
  const thread = textArg(args, 'thread_ts');
  const messages = world.slack.messagesOf(channel.id);
  if (thread !== undefined && messages.get(thread) === undefined) refuse('thread_not_found');
  const metadata = readMetadata(args);
  const username = textArg(args, 'username');
  const clientId = textArg(args, 'client_msg_id');
  const message: SlackMessage = {
    type: 'message',
    subtype: 'bot_message',
    ...content,
    ts: world.slack.nextTs(world.now()),
    user: slackApp.botUserId,
    team: slackApp.teamId,
    bot_id: slackApp.botId,
    app_id: slackApp.appId,
    ...(username === undefined ? {} : { username }),
    ...(metadata === undefined ? {} : { metadata }),
    ...(thread === undefined ? {} : { thread_ts: thread }),
    ...(clientId === undefined ? {} : { client_msg_id: clientId }),
  };
  messages.insert(message);
  effect('chat.postMessage', message.ts, clientId ?? null);
  sendMessageEvent(world, channel, message);
  return { channel: channel.id, ts: message.ts, message };
}

function updateMessage({ world, args, effect }: SlackCall): object {
  const channel = channelById(world, textArg(args, 'channel'));
  const before = ownMessage(world, channel, args, 'cant_update_message');
  const content = readContent(args);
  const metadata = readMetadata(args) ?? before.metadata;
  const { blocks: _blocks, attachments: _attachments, ...kept } = before;
  const message: SlackMessage = {
    ...kept,
    ...content,
    ...(metadata === undefined ? {} : { metadata }),
    edited: { user: slackApp.botUserId, ts: world.slack.nextTs(world.now()) },
  };
  world.slack.messagesOf(channel.id).replace(message);
  effect('chat.update', message.ts, null);
  return { channel: channel.id, ts: message.ts, text: message.text, message };
}

/** A person's message, as the control routes let one speak. */
export function personMessage(world: World, channel: SlackChannel, user: string, text: string): SlackMessage {
  return world.slack.messagesOf(channel.id).insert({
    type: 'message',
    text,
    ts: world.slack.nextTs(world.now()),
    user,
    team: slackApp.teamId,
    client_msg_id: randomUUID(),
  });
}

/** Posting takes an id or a name, with or without `#`; and it takes a person's id for a direct message. */
function channelToPost(world: World, asked: string | undefined): SlackChannel {
  if (asked === undefined || asked === '') refuse('channel_not_found');
  const { channels, users } = world.slack;
  const channel =
    channels.get(asked) ??
    channels.one('name', asked.replace(/^#/, '')) ??
    (users.get(asked) === undefined ? undefined : channels.one('name', `dm ${asked}`));
  if (channel === undefined || (channel.is_private && !channel.is_member)) return refuse('channel_not_found');
  if (channel.is_archived) refuse('is_archived');
  if (!channel.is_member && !world.slack.scopes.has('chat:write.public')) refuse('not_in_channel');
  return channel;
}

function readContent(args: SlackArgs): Pick<SlackMessage, 'text' | 'blocks' | 'attachments'> {
  const text = textArg(args, 'text') ?? '';
  const blocks = jsonArg(args, 'blocks', 'invalid_blocks_format');
  const attachments = jsonArg(args, 'attachments', 'invalid_attachments');
  if (blocks !== undefined && !Array.isArray(blocks)) refuse('invalid_blocks_format');
  if (attachments !== undefined && !Array.isArray(attachments)) refuse('invalid_attachments');
  const hasBlocks = blocks !== undefined && blocks.length > 0;
  if (text === '' && !hasBlocks && (attachments === undefined || attachments.length === 0)) refuse('no_text');
  if (text.length > longestText) refuse('msg_too_long');
  if (hasBlocks) checkBlocks(blocks);
  return {
    text,
    ...(hasBlocks ? { blocks: blocks.map(withBlockId) } : {}),
    ...(attachments === undefined ? {} : { attachments }),
  };
}

function checkBlocks(blocks: unknown[]): void {
  const messages: string[] = [];
  if (blocks.length > mostBlocks)
    messages.push(`[ERROR] no more than ${mostBlocks} items allowed [json-pointer:/blocks]`);
  blocks.forEach((block, position) => {
    const at = `[json-pointer:/blocks/${position}`;
    if (typeof block !== 'object' || block === null || !('type' in block) || typeof block.type !== 'string') {
      messages.push(`[ERROR] missing required field: type ${at}]`);
      return;
    }
    if (block.type !== 'section' || !('text' in block)) return;
    const text = (block.text as { text?: unknown } | null)?.text;
    if (typeof text === 'string' && text.length > longestSection) {
      messages.push(`[ERROR] must be less than ${longestSection + 1} characters ${at}/text/text]`);
    }
  });
  if (messages.length > 0) refuse('invalid_blocks', { errors: messages, response_metadata: { messages } });
}

function withBlockId(block: unknown, position: number): unknown {
  const known = block as { block_id?: string };
  return known.block_id === undefined ? { ...known, block_id: `b${position}` } : known;
}

function readMetadata(args: SlackArgs): SlackMetadata | undefined {
  const metadata = jsonArg(args, 'metadata', 'invalid_metadata_format');
  if (metadata === undefined || metadata === null) return undefined;
  const { event_type: type, event_payload: payload } = metadata as Partial<SlackMetadata>;
  if (typeof type !== 'string' || type === '') refuse('invalid_metadata_format');
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) refuse('invalid_metadata_format');
  return { event_type: type, event_payload: payload };
}

function ownMessage(world: World, channel: SlackChannel, args: SlackArgs, error: string): SlackMessage {
  const message = world.slack.messagesOf(channel.id).get(textArg(args, 'ts') ?? '');
  if (message === undefined) refuse('message_not_found');
  return message.bot_id === slackApp.botId ? message : refuse(error);
}
