import { refuse, type SlackMethod, textArg } from './call.ts';
import { pageOf } from './channels.ts';
import { type SlackUser, slackApp } from './state.ts';

export const userMethods: Record<string, SlackMethod> = {
  'auth.test': {
    json: true,
    run: ({ world }) => ({
      url: `${world.baseUrl()}/slack/`,
      team: slackApp.teamName,
      user: 'raccord',
      team_id: slackApp.teamId,
      user_id: slackApp.botUserId,
      bot_id: slackApp.botId,
      is_enterprise_install: false,
    }),
  },
  'users.lookupByEmail': {
    json: false,
    scope: 'users:read.email',
    run({ world, args }) {
      const email = textArg(args, 'email');
      if (email === undefined || email === '') {
        refuse('invalid_arguments', { response_metadata: { messages: ['[ERROR] missing required field: email'] } });
      }
      const user = world.slack.users.one('email', email.toLowerCase());
      if (user === undefined || user.deleted) refuse('users_not_found');
      return { user: shownUser(user) };
    },
  },
  'users.info': {
    json: false,
    scope: 'users:read',
    run({ world, args }) {
      const user = world.slack.users.get(textArg(args, 'user') ?? '');
      return user === undefined ? refuse('user_not_found') : { user: shownUser(user) };
    },
  },
  'users.list': {
    json: false,
    scope: 'users:read',
    run({ world, args }) {
      const { page, next } = pageOf([...world.slack.users.oldestFirst()], (row) => row.id, args, 200);
      return {
        members: page.map(shownUser),
        cache_ts: Math.floor(world.now() / 1_000),
        response_metadata: { next_cursor: next },
      };
    },
  },
};

export function shownUser(user: SlackUser): object {
  const [first_name, ...last] = user.real_name.split(' ');
  return {
    id: user.id,
    team_id: slackApp.teamId,
    name: user.name,
    deleted: user.deleted,
    real_name: user.real_name,
    tz: 'Europe/Paris',
    tz_offset: 3_600,
    is_bot: user.is_bot,
    is_app_user: false,
    updated: user.updated,
    profile: {
      real_name: user.real_name,
      display_name: user.name,
      first_name,
      last_name: last.join(' '),
      email: user.email,
      team: slackApp.teamId,
    },
  };
}
