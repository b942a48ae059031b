import { Failure, type RawDelivery, type WebhookAnswer } from '@raccord/contract';
import { jsonBody } from '../../shared/webhooks/body.ts';

export type SlackEvent = { type: string; subtype?: string; channel?: unknown; user?: unknown } & Record<
  string,
  unknown
>;
export type Envelope = {
  type: 'event_callback';
  event_id: string;
  event_time: number;
  team_id: string;
  event: SlackEvent;
  /** By this app itself: answering it would go round in circles. */
  own: boolean;
  /** By any app. */
  byBot: boolean;
};

type Raw = Partial<Omit<Envelope, 'event' | 'type'>> & {
  type?: string;
  challenge?: unknown;
  api_app_id?: string;
  event?: SlackEvent;
  authorizations?: { user_id?: string; is_bot?: boolean }[];
};

/** The event in a delivery; undefined for what only concerns the delivery itself (`app_rate_limited`, an address check). */
export function deliveredEvent(delivery: RawDelivery): Envelope | undefined {
  const raw = jsonBody(delivery) as Raw | null;
  if (raw?.type === 'url_verification' || raw?.type === 'app_rate_limited') return undefined;
  const { event, event_id, event_time = 0, team_id = '', api_app_id, authorizations = [] } = raw ?? {};
  if (raw?.type !== 'event_callback' || typeof event_id !== 'string' || typeof event?.type !== 'string') {
    throw new Failure('input', 'slack.notAnEvent');
  }
  const bot = authorizations.find(({ is_bot }) => is_bot === true)?.user_id;
  const own = (event.app_id !== undefined && event.app_id === api_app_id) || (bot !== undefined && event.user === bot);
  const byBot = own || event.bot_id !== undefined || event.subtype === 'bot_message';
  return { type: 'event_callback', event_id, event_time, team_id, event, own, byBot };
}

/** Slack saves an address only when it gives the challenge back. */
export function challengeOf(delivery: RawDelivery): WebhookAnswer | undefined {
  if (!(delivery.headers['content-type'] ?? '').startsWith('application/json')) return undefined;
  const { type, challenge } = (jsonBody(delivery) ?? {}) as Raw;
  if (type !== 'url_verification' || typeof challenge !== 'string') return undefined;
  return { status: 200, headers: { 'content-type': 'text/plain' }, body: challenge };
}
