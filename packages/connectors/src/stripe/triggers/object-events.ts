import type {
  ConnectorContext,
  ListOptions,
  ObjectChange,
  ObjectList,
  ObjectPage,
  ObjectRecord,
  ReportedChange,
} from '@raccord/contract';
import Type from 'typebox';
import { Compile } from 'typebox/compile';
import { type StripeList, stripeGet } from '../client.ts';
import { deliveredEvent } from './delivered-event.ts';
import { clockOf, EventConfig, isGone, readEvents, recordOf, type StripeEvent, wanted } from './read-events.ts';
import { verifyStripe } from './signature.ts';

type ObjectEvents = {
  /** Path of the list, for everything there is. */
  collection: string;
  always?: Record<string, string>;
  /** What each of Stripe's events is to the object. */
  events: Record<string, ReportedChange>;
  /** Where no event tells of the creation: those of which the first one does. */
  first?: readonly string[];
};

/** A walk through all there is, newest first. What changes meanwhile is in the event log, which is read from `start` on afterwards. */
const Walk = Type.Object({
  walk: Type.Object({
    /** When the walk began, by Stripe's clock; Unix seconds. */
    start: Type.Integer(),
    after: Type.String(),
    /** Of `after`, to find the place again when it is deleted meanwhile. */
    created: Type.Integer(),
  }),
});
const isWalk = Compile(Walk);
const PAGE = 100;

/** What changed of an object, by webhook and by the event log; and everything there is, by its list. */
export function objectEvents({ collection, always = {}, events, first = [] }: ObjectEvents): ObjectList {
  const types = [...first, ...Object.keys(events)];
  const reports = (['created', 'updated', 'deleted'] as const).filter(
    (change) => Object.values(events).includes(change) || (change === 'created' && first.length > 0),
  );
  const changesOf = (event: StripeEvent, config: EventConfig): ObjectChange[] => {
    if (!wanted(event, types, config)) return [];
    const record = recordOf(event);
    // Several of these tell of one creation, which is named by the object itself.
    if (first.includes(event.type)) return [{ change: 'created', record }];
    const change = events[event.type]!;
    const at = new Date(event.created * 1_000).toISOString();
    return [
      change === 'deleted' ? { change, record, at, occurrence: event.id } : { change, record, occurrence: event.id },
    ];
  };

  async function walked(context: ConnectorContext, cursor: unknown, now: number): Promise<ObjectPage> {
    const { walk } = isWalk.Check(cursor) ? cursor : {};
    const { body, headers } = await pageOfList(context, collection, always, walk);
    const start = walk?.start ?? clockOf(headers, now);
    const changes = body.data.toReversed().map((record): ObjectChange => ({ change: 'saved', record }));
    const last = body.data.at(-1);
    if (body.has_more && last !== undefined) {
      const place = { start, after: String(last.id), created: Number(last.created) };
      return { changes, cursor: { walk: place }, more: true };
    }
    return { changes, cursor: { start, from: start, readAt: start }, more: false };
  }

  return {
    reports,
    config: EventConfig,
    every: '5m',
    async page(context, place, cursor, options: ListOptions) {
      const none = cursor === null || cursor === undefined;
      if (isWalk.Check(cursor) || (none && options.from === 'everything')) return walked(context, cursor, options.now);
      const { events: read, ...rest } = await readEvents(context, types, cursor, options);
      return { changes: read.flatMap((event) => changesOf(event, place)), ...rest };
    },
    webhook: {
      secret: 'required',
      shared: true,
      verify: (delivery, secrets, _config, now) => verifyStripe(delivery, secrets, now),
      parse: (delivery, place) => changesOf(deliveredEvent(delivery), place),
    },
  };
}

async function pageOfList(
  context: ConnectorContext,
  collection: string,
  always: Record<string, string>,
  walk: { after: string; created: number } | undefined,
) {
  const query = { ...always, limit: PAGE };
  try {
    return await stripeGet<StripeList<ObjectRecord>>(context, collection, { ...query, starting_after: walk?.after });
  } catch (error) {
    if (walk === undefined || !isGone(error)) throw error;
    // Those of the same second come again; whoever takes them knows them by their ids.
    return stripeGet<StripeList<ObjectRecord>>(context, collection, { ...query, 'created[lte]': walk.created });
  }
}
