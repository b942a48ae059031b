import { type ConnectorContext, Failure, type PollPage, type TriggerItem } from '@raccord/contract';
import Type, { type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { type StripeList, stripeGet } from '../client.ts';

export const EventConfig = Type.Object(
  {
    mode: Type.Optional(
      Type.Enum(['live', 'test'], {
        title: 'Mode',
        description: 'Take only live or only test events; absent: whatever the address or the key receives.',
      }),
    ),
  },
  { additionalProperties: false },
);
export type EventConfig = Static<typeof EventConfig>;

export type StripeEvent = {
  id: string;
  object: string;
  type: string;
  created: number;
  livemode: boolean;
  data: { object: Record<string, unknown>; previous_attributes?: Record<string, unknown> | null };
};

/**
 * How far the event log has been read. The log is newest first, so one reading goes down from the top to `from`, page by page;
 * `from` moves up only once its bottom has been reached: it never passes an event that was not read.
 */
const Cursor = Type.Object({
  /** Nothing older than this is ever read: when the trigger was switched on. Unix seconds, by Stripe's clock. */
  start: Type.Integer(),
  /** Everything created before this has been read. */
  from: Type.Integer(),
  /** When the last complete reading began, by Stripe's clock; tells whether Stripe has forgotten anything since. */
  readAt: Type.Integer(),
  /** A reading under way: the newest event it began with, and the last one it has given. */
  reading: Type.Optional(Type.Object({ top: Type.Integer(), begun: Type.Integer(), after: Type.String() })),
});
const isCursor = Compile(Cursor);

/** Stripe forgets events after 30 days. */
const KEPT_SECONDS = 30 * 86_400;
const PAGE = 100;

/** The records in an event: its object as Stripe names it, once per event id; none for another type or mode. */
export function itemsOf(event: StripeEvent, type: string, { mode }: EventConfig): TriggerItem[] {
  if (event.object !== 'event' || event.type !== type) return [];
  if (mode !== undefined && event.livemode !== (mode === 'live')) return [];
  const { object, previous_attributes: previous } = event.data;
  const data = previous === undefined || previous === null ? object : { ...object, previous_attributes: previous };
  return [{ dedupeKey: event.id, data }];
}

/** One page of the event log; see `Cursor` for how the place is kept. */
export async function readEvents(
  context: ConnectorContext,
  type: string,
  config: EventConfig,
  stored: unknown,
  { overlapMs, now }: { overlapMs: number; now: number },
): Promise<PollPage> {
  if (stored === null || stored === undefined) return begin(context, now);
  if (!isCursor.Check(stored))
    throw new Failure('bug', 'engine.unexpected', { message: 'unknown cursor of a Stripe trigger' });
  const { start, from, readAt, reading } = stored;
  const since = Math.max(start, from - Math.ceil(overlapMs / 1_000));
  const { body, headers } = await pageAfter(context, type, since, reading?.after);
  // The place in the middle of a reading is gone: read from the top again; what was given already is recognised by its id.
  if (body === undefined) return { items: [], cursor: { start, from, readAt }, more: true };
  const top = reading?.top ?? body.data[0]?.created ?? from;
  const begun = reading?.begun ?? clockOf(headers, now);
  const items = body.data.toReversed().flatMap((event) => itemsOf(event, type, config));
  const forgotten = begun - KEPT_SECONDS;
  const lost = reading === undefined && readAt < forgotten ? { lost: stretch(readAt, forgotten) } : {};
  const last = body.data.at(-1);
  if (body.has_more && last !== undefined) {
    return { items, cursor: { start, from, readAt, reading: { top, begun, after: last.id } }, more: true, ...lost };
  }
  return { items, cursor: { start, from: Math.max(from, top), readAt: begun }, more: false, ...lost };
}

/** The first poll reads nothing old: it only notes what time it is at Stripe. */
async function begin(context: ConnectorContext, now: number): Promise<PollPage> {
  const { headers } = await stripeGet<StripeList<StripeEvent>>(context, '/v1/events', { limit: 1 });
  const start = clockOf(headers, now);
  return { items: [], cursor: { start, from: start, readAt: start }, more: false };
}

async function pageAfter(context: ConnectorContext, type: string, since: number, after: string | undefined) {
  try {
    return await stripeGet<StripeList<StripeEvent> | undefined>(context, '/v1/events', {
      type,
      'created[gte]': since,
      limit: PAGE,
      starting_after: after,
    });
  } catch (error) {
    const gone = after !== undefined && error instanceof Failure && error.kind === 'missing';
    if (gone) return { body: undefined, headers: {} };
    throw error;
  }
}

/** Unix seconds by the answer's own clock, else ours. */
function clockOf(headers: Record<string, string>, now: number): number {
  const theirs = Date.parse(headers.date ?? '');
  return Math.floor((Number.isNaN(theirs) ? now : theirs) / 1_000);
}

function stretch(from: number, to: number): { from: string; to: string } {
  return { from: new Date(from * 1_000).toISOString(), to: new Date(to * 1_000).toISOString() };
}
