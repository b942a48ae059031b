import type { Choice, ChoicesLoader } from '@raccord/contract';
import { slackRead } from './client.ts';
import { allChannels } from './objects/channel.ts';
import type { SlackUser } from './objects/user.ts';

const mostShown = 200;

/** Channels by name; one walk through all, since Slack has no search by name. */
export const channels: ChoicesLoader = async (context, { search = '' }) => {
  const wanted = search.replace(/^#/, '').toLowerCase();
  const found: Choice[] = [];
  for await (const page of allChannels(context, { archived: false })) {
    for (const { id, name = '', is_private } of page)
      if (name.includes(wanted)) found.push({ value: id, label: `${is_private === true ? '🔒' : '#'}${name}` });
    if (found.length >= mostShown) break;
  }
  return { choices: found.slice(0, mostShown) };
};

type Page = { members: SlackUser[]; response_metadata?: { next_cursor?: string } };

/** People who are there, without bots. */
export const users: ChoicesLoader = async (context, { search = '', cursor }) => {
  const from = typeof cursor === 'string' ? cursor : undefined;
  const { members, response_metadata: next } = await slackRead<Page>(context, 'users.list', {
    limit: 200,
    cursor: from,
  });
  const choices = members
    .filter(({ deleted, is_bot }) => deleted !== true && is_bot !== true)
    .map(({ id, real_name, name }) => ({ value: id, label: real_name ?? name ?? id }))
    .filter(({ label }) => label.toLowerCase().includes(search.toLowerCase()));
  const more = next?.next_cursor;
  return { choices, ...(more === undefined || more === '' ? {} : { cursor: more }) };
};
