import { sandboxConnections } from '@raccord/sandbox';
import { WebClient } from '@slack/web-api';
import type { ScenarioClient } from '../scenario.ts';

/** Everything our connector asks of Slack, then Slack's own SDK. */
export async function slackScenario(client: ScenarioClient): Promise<void> {
  const { run, refused } = client;
  const channel = 'C0VENTES001';
  const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: '*Deal gagné* & plus' } }];
  const posted = await run('post-message', { channel, text: 'Deal gagné !', blocks });
  await run('post-message', { channel, text: 'réponse', thread_ts: posted.ts, reply_broadcast: true });
  await run('post-message', { channel: 'U0CAMILLE01', text: 'à toi' }).catch(() => undefined);
  await refused('post-message', { channel: 'C0NOWHERE01', text: 'x' });
  await run('update-message', { channel, ts: posted.ts, text: 'Deal gagné, encore', blocks });
  await run('add-reaction', { channel, ts: posted.ts, emoji: 'tada' });
  const file = await client.file('relevé.txt', 'text/plain', 'été');
  await run('upload-file', { file, channel, title: 'Relevé', comment: 'Voici', thread_ts: posted.ts });
  await run('delete-message', { channel, ts: posted.ts });
  await run('find-user-by-email', { email: 'grace@acme.example' });
  await run('find-user-by-email', { email: 'nobody@acme.example' });
  await run('get-user', { id: 'U0GRACE0001' });
  await run('find-channel', { name: '#ventes' });
  await run('get-channel', { id: channel });
  await run('list-channels', { contains: 'e', archived: true });
  await run('join-channel', { channel: 'C0RANDOM001' });
  await client.choices('channel', { search: 'ven' });
  await client.choices('user');
  await sdk(client.url);
}

async function sdk(url: string): Promise<void> {
  const { endpoints, credentials } = sandboxConnections(url).slack;
  const slack = new WebClient(credentials.botToken, {
    slackApiUrl: `${endpoints.api}/`,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  });
  await slack.auth.test();
  const posted = await slack.chat.postMessage({ channel: '#ventes', text: 'par le SDK', unfurl_links: false });
  await slack.chat.update({ channel: posted.channel!, ts: posted.ts!, text: 'changé' });
  await slack.conversations.history({ channel: posted.channel!, limit: 5 });
  await slack.conversations.replies({ channel: posted.channel!, ts: posted.ts! });
  await slack.conversations.list({ limit: 2, exclude_archived: true });
  await slack.conversations.info({ channel: posted.channel! });
  await slack.conversations.join({ channel: 'C0RANDOM001' });
  await slack.conversations.open({ users: 'U0CAMILLE01' });
  await slack.users.list({ limit: 2 });
  await slack.users.info({ user: 'U0CAMILLE01' });
  await slack.users.lookupByEmail({ email: 'grace@acme.example' });
  await slack.reactions.add({ channel: posted.channel!, timestamp: posted.ts!, name: 'eyes' });
  const bytes = Buffer.from('envoyé par le SDK');
  await slack.filesUploadV2({
    channel_id: posted.channel!,
    file: bytes,
    filename: 'sdk.txt',
    initial_comment: 'Voilà',
  });
  await slack.chat.delete({ channel: posted.channel!, ts: posted.ts! });
}
