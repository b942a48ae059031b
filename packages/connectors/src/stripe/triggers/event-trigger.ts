import { defineTrigger, type LocalText, type TriggerDefinition, type TriggerItem } from '@raccord/contract';
import type { TObject } from 'typebox';
import { deliveredEvent } from './delivered-event.ts';
import { EventConfig, readEvents, recordOf, type StripeEvent, wanted } from './read-events.ts';
import { verifyStripe } from './signature.ts';

type EventTrigger = {
  id: string;
  /** Stripe's name of the event. */
  event: string;
  title: LocalText;
  description: LocalText;
  output: TObject;
  sample: Record<string, unknown>;
};

/** A trigger for one of Stripe's events: by webhook, and by reading the event log; an event that comes both ways counts once. */
export function eventTrigger(definition: EventTrigger): TriggerDefinition {
  const { id, event: type, title, description, output, sample } = definition;
  const itemsOf = (event: StripeEvent, config: EventConfig): TriggerItem[] =>
    wanted(event, [type], config) ? [{ dedupeKey: event.id, data: recordOf(event) }] : [];
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
      shared: true,
      verify: (delivery, secrets, _config, now) => verifyStripe(delivery, secrets, now),
      parse: (delivery, config) => itemsOf(deliveredEvent(delivery), config),
    },
    poll: {
      every: '5m',
      async page(context, config, cursor, options) {
        const { events, ...rest } = await readEvents(context, [type], cursor, options);
        return { items: events.flatMap((event) => itemsOf(event, config)), ...rest };
      },
    },
  });
}
