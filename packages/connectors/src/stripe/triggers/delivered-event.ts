import { Failure, type RawDelivery } from '@raccord/contract';
import { jsonBody } from '../../shared/webhooks/body.ts';
import type { StripeEvent } from './read-events.ts';

/** The event in a delivery. @throws Failure input `stripe.notAnEvent` */
export function deliveredEvent(delivery: RawDelivery): StripeEvent {
  const event = jsonBody(delivery) as Partial<StripeEvent> | null;
  const whole = typeof event?.id === 'string' && typeof event.data?.object === 'object';
  // A "thin" event of the v2 API only refers to its object; it is not what this address was registered for.
  if (event?.object === 'v2.core.event') return { ...event, data: { object: {} } } as StripeEvent;
  if (!whole) throw new Failure('input', 'stripe.notAnEvent');
  return event as StripeEvent;
}
