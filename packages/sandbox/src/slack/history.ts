import type { Table } from '../table.ts';
import { booleanArg, refuse, type SlackArgs, type SlackMethod, textArg } from './call.ts';
import { channelById, pageOf } from './channels.ts';
import type { SlackMessage } from './state.ts';

export const historyMethods: Record<string, SlackMethod> = {
  'conversations.history': {
    json: false,
    scope: 'channels:history',
    run({ world, args }) {
      const channel = channelById(world, textArg(args, 'channel'));
      if (!channel.is_member) refuse('not_in_channel');
      const rows = within(world.slack.messagesOf(channel.id), args).filter((row) => isTopLevel(row));
      return { ...messagePage(rows, args), pin_count: 0, channel_actions_ts: null, channel_actions_count: 0 };
    },
  },
  'conversations.replies': {
    json: false,
    scope: 'channels:history',
    run({ world, args }) {
      const channel = channelById(world, textArg(args, 'channel'));
      if (!channel.is_member) refuse('not_in_channel');
      const messages = world.slack.messagesOf(channel.id);
      const parent = messages.get(textArg(args, 'ts') ?? '');
      if (parent === undefined) refuse('thread_not_found');
      return messagePage([parent, ...messages.by('thread', parent.ts)], args);
    },
  },
};

function messagePage(rows: SlackMessage[], args: SlackArgs): object {
  const { page, next } = pageOf(rows, (row) => row.ts, args, 100);
  const withMetadata = booleanArg(args, 'include_all_metadata');
  return {
    messages: page.map((message) => shown(message, withMetadata)),
    has_more: next !== '',
    ...(next === '' ? {} : { response_metadata: { next_cursor: next } }),
  };
}

/** Newest first; `oldest` and `latest` are left out themselves unless `inclusive`. Stops walking where `oldest` is reached. */
function within(messages: Table<SlackMessage, 'thread'>, args: SlackArgs): SlackMessage[] {
  const oldest = bound(args, 'oldest');
  const latest = bound(args, 'latest');
  const inclusive = booleanArg(args, 'inclusive');
  const rows: SlackMessage[] = [];
  for (const row of messages.newestFirst()) {
    const ts = Number(row.ts);
    if (oldest !== undefined && (ts < oldest || (ts === oldest && !inclusive))) break;
    if (latest !== undefined && (ts > latest || (ts === latest && !inclusive))) continue;
    rows.push(row);
  }
  return rows;
}

function bound(args: SlackArgs, name: string): number | undefined {
  const text = textArg(args, name);
  if (text === undefined || text === '' || text === '0') return undefined;
  return /^\d+(\.\d+)?$/.test(text)
    ? Number(text)
    : refuse(name === 'oldest' ? 'invalid_ts_oldest' : 'invalid_ts_latest');
}

function isTopLevel(message: SlackMessage): boolean {
  return message.thread_ts === undefined || message.thread_ts === message.ts;
}

/** Metadata is left out unless it is asked for, as Slack does. */
function shown(message: SlackMessage, withMetadata: boolean): object {
  if (withMetadata) return message;
  const { metadata: _metadata, ...rest } = message;
  return rest;
}
