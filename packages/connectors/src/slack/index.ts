import { defineConnector } from '@raccord/contract';
import { actionsOf } from '../shared/objects/define-object.ts';
import { triggersOf } from '../shared/objects/object-triggers.ts';
import { addReaction, deleteMessage, updateMessage } from './actions/change-message.ts';
import { joinChannel } from './actions/join-channel.ts';
import { listChannels } from './actions/list-channels.ts';
import { postMessage } from './actions/post-message.ts';
import { uploadFile } from './actions/upload-file.ts';
import { slackAuth } from './auth.ts';
import { channels, users } from './choices.ts';
import { slackRead } from './client.ts';
import { channel } from './objects/channel.ts';
import { user } from './objects/user.ts';
import { rates } from './tiers.ts';
import { buttonPressed, commandUsed } from './triggers/commands.ts';
import { eventTriggers } from './triggers/events.ts';

export const slack = defineConnector({
  id: 'slack',
  title: { en: 'Slack', fr: 'Slack' },
  description: {
    en: 'Messages, files and what happens in the channels of a Slack workspace.',
    fr: 'Les messages, les fichiers et ce qui se passe dans les canaux d’un espace de travail Slack.',
  },
  endpoints: {
    api: 'https://slack.com/api',
    authorize: 'https://slack.com/oauth/v2/authorize',
    token: 'https://slack.com/api/oauth.v2.access',
    upload: 'https://files.slack.com',
  },
  auth: slackAuth,
  objects: { channel, user },
  triggers: {
    ...eventTriggers,
    'command-used': commandUsed,
    'button-pressed': buttonPressed,
    ...triggersOf(channel),
    ...triggersOf(user),
  },
  actions: {
    'post-message': postMessage,
    'update-message': updateMessage,
    'delete-message': deleteMessage,
    'add-reaction': addReaction,
    'upload-file': uploadFile,
    'list-channels': listChannels,
    'join-channel': joinChannel,
    ...actionsOf(channel),
    ...actionsOf(user),
  },
  choices: { channel: channels, user: users },
  rates,
  async test(context) {
    const { team, user: name } = await slackRead<{ team: string; user: string }>(context, 'auth.test');
    return { account: `${name} – ${team}` };
  },
});
