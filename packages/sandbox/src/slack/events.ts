import { randomToken } from '../ids.ts';
import type { World } from '../world.ts';
import { signSlack } from './signature.ts';
import { type SlackChannel, type SlackMessage, slackApp } from './state.ts';

/**
 * Asks an address for the challenge, as Slack does when a request URL is saved; it is kept only when the answer is right.
 * @returns whether it was
 */
export async function setRequestUrl(world: World, url: string): Promise<boolean> {
  const challenge = randomToken(24);
  const body = JSON.stringify({ token: randomToken(24), challenge, type: 'url_verification' });
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...signed(world, body) },
    body,
    redirect: 'manual',
    signal: AbortSignal.timeout(3_000),
  }).catch(() => undefined);
  if (response === undefined || response.status !== 200) return false;
  const answer = await response.text();
  if (answer.trim() !== challenge && challengeIn(answer) !== challenge) return false;
  world.slack.requestUrl = url;
  return true;
}

/** Sends an event to the request URL, with Slack's retries; without a request URL nothing happens. @returns its id */
export function sendSlackEvent(world: World, event: Record<string, unknown>): string | undefined {
  const url = world.slack.requestUrl;
  if (url === undefined) return undefined;
  const eventId = `Ev0${randomToken(9).toUpperCase()}`;
  const body = JSON.stringify({
    token: randomToken(24),
    team_id: slackApp.teamId,
    api_app_id: slackApp.appId,
    event,
    type: 'event_callback',
    event_id: eventId,
    event_time: Math.floor(world.now() / 1_000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: slackApp.teamId,
        user_id: slackApp.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
  });
  const copies = world.faults.duplicates('slack') ? 2 : 1;
  for (let copy = 0; copy < copies; copy++) {
    world.deliveries.send({
      vendor: 'slack',
      eventId,
      eventType: String(event.type),
      url,
      body,
      headers: (attempt, previous) => ({
        ...signed(world, body),
        ...(attempt === 0 || previous === undefined
          ? {}
          : { 'x-slack-retry-num': String(attempt), 'x-slack-retry-reason': retryReason(previous.error) }),
      }),
    });
  }
  return eventId;
}

/** Every message is an event, the bot's own too: whoever answers messages has to know his own. */
export function sendMessageEvent(
  world: World,
  channel: SlackChannel,
  message: Omit<SlackMessage, 'subtype'> & { subtype?: string },
): string | undefined {
  const kind = channel.user !== undefined ? 'im' : channel.is_private ? 'group' : 'channel';
  // Metadata travels in events of its own.
  const { metadata: _metadata, ...said } = message;
  return sendSlackEvent(world, { ...said, channel: channel.id, event_ts: message.ts, channel_type: kind });
}

function signed(world: World, body: string): Record<string, string> {
  const t = Math.floor(world.now() / 1_000);
  return {
    'x-slack-request-timestamp': String(t),
    'x-slack-signature': signSlack(body, slackApp.signingSecret, t),
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
  };
}

function retryReason(error: string | undefined): string {
  if (error === undefined) return 'http_error';
  return error === 'TimeoutError' ? 'http_timeout' : 'connection_failed';
}

function challengeIn(answer: string): unknown {
  try {
    return (JSON.parse(answer) as { challenge?: unknown } | null)?.challenge;
  } catch {
    return undefined;
  }
}
