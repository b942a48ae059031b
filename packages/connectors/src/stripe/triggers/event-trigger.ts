import { defineTrigger, Failure, type LocalText, type RawDelivery, type TriggerDefinition } from '@raccord/contract';
import type { TObject } from 'typebox';
import { jsonBody } from '../../shared/webhooks/body.ts';
import { EventConfig, itemsOf, readEvents, type StripeEvent } from './read-events.ts';
import { verifyStripe } from './signature.ts';

type EventTrigger<O extends TObject> = {
  id: string;
  /** Stripe's name of the event. */
  event: string;
  title: LocalText;
  description: LocalText;
  output: O;
  sample: Record<string, unknown>;
};

/** A trigger for one of Stripe's events: by webhook, and by reading the event log; an event that comes both ways counts once. */
export function eventTrigger<O extends TObject>(definition: EventTrigger<O>): TriggerDefinition {
  const { id, event: type, title, description, output, sample } = definition;
  return defineTrigger<typeof EventConfig, TObject>({
    id,
    version: 1,
    title,
    description,
    config: EventConfig,
    output,
    sample,
    webhook: {
      secret: 'required',
      verify: (delivery, secrets, _config, now) => verifyStripe(delivery, secrets, now),
      parse: (delivery, config) => itemsOf(eventIn(delivery), type, config),
    },
    poll: {
      every: '5m',
      page: (context, config, cursor, options) => readEvents(context, type, config, cursor, options),
    },
  });
}

function eventIn(delivery: RawDelivery): StripeEvent {
  const event = jsonBody(delivery) as Partial<StripeEvent> | null;
  const whole = typeof event?.id === 'string' && typeof event.data?.object === 'object';
  // A "thin" event of the v2 API only refers to its object; it is not what this address was registered for.
  if (event?.object === 'v2.core.event') return { ...event, data: { object: {} } } as StripeEvent;
  if (!whole) throw new Failure('input', 'stripe.notAnEvent');
  return event as StripeEvent;
}
