import type { World } from '../world.ts';
import { booleanArg, refuse, type SlackArgs, type SlackMethod, textArg } from './call.ts';
import type { SlackChannel } from './state.ts';
import { slackApp } from './state.ts';

export const channelMethods: Record<string, SlackMethod> = {
  'conversations.list': {
    json: false,
    run({ world, args }) {
      const types = (textArg(args, 'types') ?? 'public_channel').split(',');
      const scopes = { public_channel: 'channels:read', private_channel: 'groups:read' } as const;
      for (const type of types) {
        const scope = scopes[type.trim() as keyof typeof scopes];
        if (scope === undefined) continue;
        if (!world.slack.scopes.has(scope)) {
          refuse('missing_scope', { needed: scope, provided: [...world.slack.scopes].join(',') });
        }
      }
      const withoutArchived = booleanArg(args, 'exclude_archived');
      const rows = [...world.slack.channels.oldestFirst()].filter((channel) => {
        if (channel.user !== undefined || (withoutArchived && channel.is_archived)) return false;
        return channel.is_private
          ? types.includes('private_channel') && channel.is_member
          : types.includes('public_channel');
      });
      const { page, next } = pageOf(rows, (row) => row.id, args, 100);
      return { channels: page.map(shownChannel), response_metadata: { next_cursor: next } };
    },
  },
  'conversations.info': {
    json: false,
    scope: 'channels:read',
    run: ({ world, args }) => ({ channel: shownChannel(channelById(world, textArg(args, 'channel'))) }),
  },
  'conversations.join': {
    json: true,
    scope: 'channels:join',
    run({ world, args, effect }) {
      const channel = channelById(world, textArg(args, 'channel'));
      if (channel.is_archived) refuse('is_archived');
      if (channel.is_private) refuse('method_not_supported_for_channel_type');
      const joined = world.slack.channels.replace({ ...channel, is_member: true });
      if (!channel.is_member) effect('conversations.join', channel.id, null);
      return { channel: shownChannel(joined) };
    },
  },
  'conversations.open': {
    json: true,
    scope: 'im:write',
    run({ world, args, effect }) {
      const users = textArg(args, 'users');
      if (users === undefined || users === '') refuse('invalid_arguments');
      const user = world.slack.users.get(users);
      if (user === undefined) refuse('user_not_found');
      const known = world.slack.channels.one('name', `dm ${user.id}`);
      if (known !== undefined) return { no_op: true, already_open: true, channel: { id: known.id } };
      const created = Math.floor(world.now() / 1_000);
      const id = `D0${user.id.slice(2)}`;
      const opened = world.slack.addChannel(created, { id, name: `dm ${user.id}`, is_private: true, user: user.id });
      effect('conversations.open', opened.id, null);
      return { channel: { id: opened.id } };
    },
  },
};

/** A channel by its id, as reading methods want it; a private one without the bot is not to be seen. */
export function channelById(world: World, id: string | undefined): SlackChannel {
  const channel = id === undefined ? undefined : world.slack.channels.get(id);
  if (channel === undefined || (channel.is_private && !channel.is_member)) refuse('channel_not_found');
  return channel;
}

/**
 * One page by cursor: the cursor holds the id of the last row given, so that rows added meanwhile shift nothing.
 * @param most what `limit` is without it
 */
export function pageOf<T>(
  rows: readonly T[],
  idOf: (row: T) => string,
  args: SlackArgs,
  most: number,
): { page: T[]; next: string } {
  const asked = Number(textArg(args, 'limit') ?? most);
  if (!Number.isInteger(asked) || asked < 0 || asked > 1_000) refuse('invalid_limit');
  const limit = asked === 0 ? most : asked;
  const cursor = textArg(args, 'cursor') ?? '';
  let start = 0;
  if (cursor !== '') {
    const last = Buffer.from(cursor, 'base64')
      .toString()
      .replace(/^last:/, '');
    const position = rows.findIndex((row) => idOf(row) === last);
    if (position < 0) refuse('invalid_cursor');
    start = position + 1;
  }
  const page = rows.slice(start, start + limit);
  const more = start + limit < rows.length;
  return { page, next: more ? Buffer.from(`last:${idOf(page.at(-1)!)}`).toString('base64') : '' };
}

export function shownChannel(channel: SlackChannel): object {
  const { topic, purpose, user: _user, ...rest } = channel;
  const said = (value: string) => ({ value, creator: channel.creator, last_set: channel.created });
  return {
    ...rest,
    name_normalized: channel.name,
    is_channel: !channel.is_private,
    is_group: channel.is_private,
    is_im: channel.user !== undefined,
    is_mpim: false,
    is_general: channel.name === 'general',
    is_shared: false,
    is_org_shared: false,
    is_ext_shared: false,
    is_pending_ext_shared: false,
    pending_shared: [],
    previous_names: [],
    unlinked: 0,
    updated: channel.created * 1_000,
    context_team_id: slackApp.teamId,
    topic: said(topic),
    purpose: said(purpose),
  };
}
