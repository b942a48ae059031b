import { defineTrigger, type LocalText, type TriggerDefinition } from '@raccord/contract';
import Type, { type TObject, type TProperties } from 'typebox';
import { told } from '../../shared/forms/told.ts';
import { onlyChannel, strict } from '../fields.ts';
import { challengeOf, deliveredEvent, type Envelope } from './delivered-event.ts';
import { verifySlack } from './signature.ts';

export type EventConfig = { channel?: string; bots?: boolean } & Record<string, unknown>;

type EventTrigger = {
  id: string;
  title: LocalText;
  description: LocalText;
  output: TObject;
  sample: Record<string, unknown>;
  /** Besides channel and bots. */
  config?: TProperties;
  /** Whether an event is one of these; channel and bots are looked at already. */
  fits(event: Envelope['event'], config: EventConfig): boolean;
  scopes?: readonly string[];
};

const commonConfig = {
  channel: onlyChannel,
  bots: Type.Optional(
    Type.Boolean({
      default: false,
      ...told(
        'From apps too',
        'What other apps do as well. What this app does itself never comes, lest it answer itself for ever.',
        'Aussi des applications',
        'Ce que font aussi d’autres applications. Ce que fait celle-ci ne vient jamais, pour qu’elle ne se réponde pas sans fin.',
      ),
    }),
  ),
};

/** A trigger for events that Slack sends; each counts once, however often Slack sends it. */
export function eventTrigger(definition: EventTrigger): TriggerDefinition {
  const { id, title, description, output, sample, config = {}, fits, scopes } = definition;
  return defineTrigger<TObject, TObject>({
    id,
    version: 1,
    title,
    description,
    config: Type.Object({ ...commonConfig, ...config }, strict),
    output,
    sample,
    ...(scopes === undefined ? {} : { scopes }),
    webhook: {
      secret: 'required',
      shared: true,
      verify: (delivery, secrets, _config, now) => verifySlack(delivery, secrets, now),
      challenge: challengeOf,
      parse(delivery, given) {
        const asked = given as EventConfig;
        const envelope = deliveredEvent(delivery);
        if (envelope === undefined || envelope.own || (envelope.byBot && asked.bots !== true)) return [];
        const { event, event_id, event_time, team_id } = envelope;
        if (asked.channel !== undefined && channelOf(event) !== asked.channel) return [];
        if (!fits(event, asked)) return [];
        return [{ dedupeKey: event_id, data: { ...event, event_id, event_time, team_id } }];
      },
    },
  });
}

/** Where it happened: in the event itself, or in the message it is about. */
function channelOf({ channel, item }: Envelope['event']): unknown {
  const about = item as { channel?: unknown } | undefined;
  const named = channel as { id?: unknown } | string | undefined;
  return (typeof named === 'object' ? named.id : named) ?? about?.channel;
}
