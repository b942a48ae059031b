import { defineConnector } from '@raccord/contract';
import { findUserByEmail } from './actions/find-user-by-email.ts';
import { postMessage } from './actions/post-message.ts';
import { slackAuth } from './auth.ts';
import { slackRead } from './client.ts';

export const slack = defineConnector({
  id: 'slack',
  title: { en: 'Slack', fr: 'Slack' },
  description: {
    en: 'Messages to the channels and people of a Slack workspace.',
    fr: 'Des messages aux canaux et aux personnes d’un espace de travail Slack.',
  },
  endpoints: {
    api: 'https://slack.com/api',
    authorize: 'https://slack.com/oauth/v2/authorize',
    token: 'https://slack.com/api/oauth.v2.access',
  },
  auth: slackAuth,
  triggers: {},
  actions: { 'post-message': postMessage, 'find-user-by-email': findUserByEmail },
  async test(context) {
    const { team, user } = await slackRead<{ team: string; user: string }>(context, 'auth.test');
    return { account: `${user} – ${team}` };
  },
});
