import { createHash } from 'node:crypto';
import type { ConnectorContext, ObjectList, RawDelivery, Subscribed, SubscriptionOptions } from '@raccord/contract';
import { jsonBody } from '../../shared/webhooks/body.ts';
import { requireMatch, requireSecrets } from '../../shared/webhooks/signature.ts';
import { crm, crmTime } from '../client.ts';
import { errorOf, itemFailure } from '../failure.ts';

/** A channel lives a week at most; one that asks for more gets an hour. */
const LIFE_MS = 6.5 * 86_400_000;

type Place = Record<string, unknown>;
type Item = { status?: unknown; details?: { events?: { channel_expiry?: unknown }[] } };

/**
 * Zoho sends which records changed and not what they are, unsigned: a delivery only makes the next reading due at once. It must carry the
 * token we gave the channel.
 */
export const recordChannel: NonNullable<ObjectList['webhook']> = {
  secret: 'required',
  wakesPoll: true,
  verify(delivery, secrets) {
    const { token } = body(delivery);
    requireMatch([Buffer.from(String(token ?? ''))], requireSecrets(secrets), (secret) =>
      Buffer.from(tokenFrom(secret)),
    );
  },
  parse: () => [],
  subscription: {
    subscribe: (context, place, options) => open(context, place, options, 'POST'),
    async renew(context, place, { state: _state, ...options }) {
      const renewed = await open(context, place, options, 'PUT').catch((error: unknown) => error);
      // One that has ended cannot be renewed, but can be opened again under the same id.
      return isGone(renewed) ? open(context, place, options, 'POST') : asSubscribed(renewed);
    },
    async unsubscribe(context, _place, state) {
      const { channelId } = state as { channelId: string };
      const answer = await crm(context, '/actions/watch', {
        method: 'DELETE',
        query: { channel_ids: channelId },
      }).catch((error: unknown) => error);
      if (isGone(answer)) return;
      checked(answer);
    },
  },
};

async function open(
  context: ConnectorContext,
  { module }: Place,
  { url, secret, now }: SubscriptionOptions,
  method: 'POST' | 'PUT',
): Promise<Subscribed> {
  const channelId = channelIdFor(url);
  const name = String(module);
  const watch = {
    channel_id: channelId,
    events: ['create', 'edit', 'delete'].map((event) => `${name}.${event}`),
    channel_expiry: crmTime(now + LIFE_MS),
    token: tokenFrom(secret),
    notify_url: url,
    notify_on_related_action: false,
  };
  const item = checked(await crm(context, '/actions/watch', { method, json: { watch: [watch] } }));
  const expiry = Date.parse(String(item.details?.events?.[0]?.channel_expiry));
  return { state: { channelId }, expiresAt: Number.isNaN(expiry) ? now + LIFE_MS : expiry };
}

/** The one item of an answer. @throws Failure as `itemFailure` when it says no */
function checked(answer: unknown): Item {
  if (answer instanceof Error) throw answer;
  const item = ((answer as { watch?: Item[] }).watch ?? [])[0] ?? {};
  if (item.status !== 'success') throw itemFailure(answer, '');
  return item;
}

function isGone(answer: unknown): boolean {
  if (answer instanceof Error) return (answer as { params?: { reason?: unknown } }).params?.reason === 'NOT_SUBSCRIBED';
  return errorOf(answer)?.code === 'NOT_SUBSCRIBED';
}

function asSubscribed(renewed: unknown): Subscribed {
  if (renewed instanceof Error) throw renewed;
  return renewed as Subscribed;
}

/** The same address has the same channel, so that asking twice opens one. At most 15 digits. */
function channelIdFor(url: string): string {
  return String(10n ** 14n + (BigInt(`0x${digest(url).slice(0, 15)}`) % (9n * 10n ** 14n)));
}

/** At most 50 characters fit; and what Zoho knows is not the secret itself. */
function tokenFrom(secret: string): string {
  return digest(`zoho-crm channel ${secret}`).slice(0, 48);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function body(delivery: RawDelivery): { token?: unknown } {
  const parsed = jsonBody(delivery);
  return typeof parsed === 'object' && parsed !== null ? parsed : {};
}
