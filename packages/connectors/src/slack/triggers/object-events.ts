import type { ObjectChange, ObjectList, ObjectRecord, ReportedChange } from '@raccord/contract';
import { challengeOf, deliveredEvent } from './delivered-event.ts';
import { verifySlack } from './signature.ts';

type ChangeEvent = {
  change: ReportedChange;
  /** What the event says by its name alone. */
  also?: ObjectRecord;
  /** Field of the object that says it is gone. */
  deletedBy?: string;
};

/** What changes of channels and people: Slack tells by its events, and has no list of what changed. */
export function objectEvents(events: Record<string, ChangeEvent>): ObjectList {
  const kinds = Object.values(events);
  const reports = (['created', 'updated', 'deleted'] as const).filter((wanted) =>
    kinds.some(({ change, deletedBy }) => change === wanted || (wanted === 'deleted' && deletedBy !== undefined)),
  );
  return {
    reports,
    webhook: {
      secret: 'required',
      shared: true,
      verify: (delivery, secrets, _config, now) => verifySlack(delivery, secrets, now),
      challenge: challengeOf,
      parse(delivery): ObjectChange[] {
        const envelope = deliveredEvent(delivery);
        const known = envelope === undefined ? undefined : events[envelope.event.type];
        if (envelope === undefined || known === undefined) return [];
        const { channel, user } = envelope.event;
        const subject = typeof user === 'object' ? user : channel;
        // Some events hold the object, others only its id.
        const object = typeof subject === 'object' && subject !== null ? subject : { id: subject };
        const record: ObjectRecord = { ...object, ...known.also };
        const occurrence = envelope.event_id;
        const at = new Date(envelope.event_time * 1_000).toISOString();
        const gone = known.change === 'deleted' || (known.deletedBy !== undefined && record[known.deletedBy] === true);
        if (gone) return [{ change: 'deleted', record, at, occurrence }];
        return [{ change: known.change === 'created' ? 'created' : 'updated', record, occurrence }];
      },
    },
  };
}
