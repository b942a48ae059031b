import type { FastifyInstance } from 'fastify';
import { type BodyReader, readBody, refuseBody } from '../control/body.ts';
import type { World } from '../world.ts';
import { sendMessageEvent, sendSlackEvent, setRequestUrl } from './events.ts';
import { personMessage } from './messages.ts';
import { react } from './reactions.ts';
import type { SlackChannel } from './state.ts';
import { shownUser } from './users.ts';

/** What people do in Slack, and what is entered in an app's console there. */
export function slackControlRoutes(app: FastifyInstance, world: World): void {
  app.post('/slack/request-url', async (request) => {
    const url = readBody(request.body).required('url', 'string');
    if (!/^https?:\/\//.test(url)) refuseBody('`url` is not an http address.');
    if (!(await setRequestUrl(world, url))) refuseBody('The address did not answer the challenge.');
    return { url };
  });

  app.post('/slack/message', (request) => {
    const body = readBody(request.body);
    const channel = channelIn(world, body);
    const user = body.optional('user', 'string') ?? 'U0CAMILLE01';
    const message = personMessage(world, channel, user, body.required('text', 'string'));
    return { channel: channel.id, message, eventId: sendMessageEvent(world, channel, message) ?? null };
  });

  app.post('/slack/reaction', (request) => {
    const body = readBody(request.body);
    const channel = channelIn(world, body);
    const message = world.slack.messagesOf(channel.id).get(body.required('ts', 'string'));
    if (message === undefined) return refuseBody('There is no such message.');
    const user = body.optional('user', 'string') ?? 'U0CAMILLE01';
    react(world, channel, message, { name: body.required('reaction', 'string'), user });
    return { ok: true };
  });

  app.post('/slack/join', (request) => {
    const body = readBody(request.body);
    const channel = channelIn(world, body);
    const eventId = sendSlackEvent(world, {
      type: 'member_joined_channel',
      user: body.required('user', 'string'),
      channel: channel.id,
      channel_type: 'C',
      team: 'T0RACCORD01',
      event_ts: world.slack.nextTs(world.now()),
    });
    return { eventId: eventId ?? null };
  });

  app.post('/slack/user', (request) => {
    const body = readBody(request.body);
    const name = body.required('name', 'string');
    const user = {
      id: `U0${name
        .toUpperCase()
        .replace(/[^A-Z0-9]/g, '')
        .padEnd(9, '0')
        .slice(0, 9)}`,
      name: name.toLowerCase().replace(/\s+/g, '.'),
      real_name: name,
      email: body.required('email', 'string'),
      deleted: false,
      is_bot: false,
      updated: Math.floor(world.now() / 1_000),
    };
    world.slack.users.insert(user);
    const event = { type: 'team_join', user: shownUser(user), event_ts: world.slack.nextTs(world.now()) };
    return { user: shownUser(user), eventId: sendSlackEvent(world, event) ?? null };
  });
}

function channelIn(world: World, body: BodyReader): SlackChannel {
  const name = body.required('channel', 'string').replace(/^#/, '');
  return (
    world.slack.channels.get(name) ??
    world.slack.channels.one('name', name) ??
    refuseBody(`There is no channel "${name}".`)
  );
}
