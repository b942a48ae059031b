import { randomToken } from '../ids.ts';
import type { World } from '../world.ts';
import { apiVersion, type StripeEvent, type StripeWebhookEndpoint } from './objects.ts';
import { signStripe } from './signature.ts';

/** The request that caused an event; null ids for what the sandbox did by itself. */
export type EventCause = { id: string | null; idempotency_key: string | null };

/** Keeps an event with the object as it is now, and sends it to every endpoint that asked for its type. */
export function emit(
  world: World,
  cause: EventCause,
  type: string,
  object: object,
  previousAttributes?: Record<string, unknown>,
): StripeEvent {
  const receivers = [...world.stripe.webhookEndpoints.oldestFirst()].filter(
    (endpoint) => endpoint.status === 'enabled' && wants(endpoint, type),
  );
  const event: StripeEvent = {
    id: `evt_3${randomToken(23)}`,
    object: 'event',
    api_version: apiVersion,
    created: Math.floor(world.now() / 1_000),
    data: {
      // Rows are replaced and never changed, so this is the object as it is now, for good.
      object,
      ...(previousAttributes === undefined ? {} : { previous_attributes: previousAttributes }),
    },
    livemode: false,
    pending_webhooks: receivers.length,
    request: { id: cause.id, idempotency_key: cause.idempotency_key },
    type,
  };
  world.stripe.events.insert(event);
  for (const endpoint of receivers) send(world, endpoint, event);
  return event;
}

function wants(endpoint: StripeWebhookEndpoint, type: string): boolean {
  return endpoint.enabled_events.includes('*') || endpoint.enabled_events.includes(type);
}

function send(world: World, endpoint: StripeWebhookEndpoint, event: StripeEvent): void {
  const secret = world.stripe.webhookSecrets.get(endpoint.id)!;
  const body = JSON.stringify({ ...event, api_version: endpoint.api_version ?? event.api_version }, null, 2);
  const copies = world.faults.duplicates('stripe') ? 2 : 1;
  for (let copy = 0; copy < copies; copy++) {
    world.deliveries.send({
      vendor: 'stripe',
      eventId: event.id,
      eventType: event.type,
      url: endpoint.url,
      body,
      headers: () => ({
        'stripe-signature': signStripe(body, secret, Math.floor(world.now() / 1_000)),
        'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
      }),
      settled(delivery) {
        if (delivery.state === 'failed') world.stripe.undelivered.add(event.id);
        else event.pending_webhooks = Math.max(0, event.pending_webhooks - 1);
      },
    });
  }
}
