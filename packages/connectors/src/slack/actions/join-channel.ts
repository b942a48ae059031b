import { defineAction } from '@raccord/contract';
import Type from 'typebox';
import { slackWrite } from '../client.ts';
import { channelField, strict } from '../fields.ts';
import { Channel, type SlackChannel } from '../objects/channel.ts';

export const joinChannel = defineAction({
  id: 'join-channel',
  version: 1,
  title: { en: 'Join a channel', fr: 'Rejoindre un canal' },
  description: {
    en: 'Makes the app a member of a public channel, so that it may post and read there. In a private one somebody has to invite it.',
    fr: 'Rend l’application membre d’un canal public, pour qu’elle puisse y publier et lire. Dans un canal privé, quelqu’un doit l’inviter.',
  },
  input: Type.Object({ channel: channelField }, strict),
  output: Channel,
  effect: 'upsert',
  scopes: ['channels:join'],
  run: async (context, { channel }) =>
    (await slackWrite<{ channel: SlackChannel }>(context, 'conversations.join', { channel })).channel,
  writes: { object: 'channel', field: () => ['is_member'] },
});
