import type { World } from '../world.ts';
import { refuse, type SlackMethod, textArg } from './call.ts';
import { channelById } from './channels.ts';
import { sendSlackEvent } from './events.ts';
import { type SlackChannel, type SlackMessage, slackApp } from './state.ts';

export const reactionMethods: Record<string, SlackMethod> = {
  'reactions.add': {
    json: true,
    scope: 'reactions:write',
    run({ world, args, effect }) {
      const channel = channelById(world, textArg(args, 'channel'));
      const name = textArg(args, 'name') ?? '';
      if (!/^[a-z0-9_+'-]+(::skin-tone-\d)?$/.test(name)) refuse('invalid_name');
      const message = world.slack.messagesOf(channel.id).get(textArg(args, 'timestamp') ?? '');
      if (message === undefined) return refuse('message_not_found');
      if (usersOf(message, name).includes(slackApp.botUserId)) refuse('already_reacted');
      react(world, channel, message, { name, user: slackApp.botUserId });
      effect('reactions.add', `${message.ts} ${name}`, null);
      return {};
    },
  },
};

/** Somebody puts an emoji on a message. */
export function react(
  world: World,
  channel: SlackChannel,
  message: SlackMessage,
  { name, user }: { name: string; user: string },
): void {
  const others = (message.reactions ?? []).filter((reaction) => reaction.name !== name);
  const users = [...usersOf(message, name), user];
  world.slack
    .messagesOf(channel.id)
    .replace({ ...message, reactions: [...others, { name, users, count: users.length }] });
  sendSlackEvent(world, {
    type: 'reaction_added',
    user,
    reaction: name,
    item_user: message.user,
    item: { type: 'message', channel: channel.id, ts: message.ts },
    event_ts: world.slack.nextTs(world.now()),
  });
}

function usersOf({ reactions = [] }: SlackMessage, name: string): string[] {
  return reactions.find((reaction) => reaction.name === name)?.users ?? [];
}
