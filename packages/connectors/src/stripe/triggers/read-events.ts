import { type ConnectorContext, Failure } from '@raccord/contract';
import Type, { type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { told } from '../../shared/forms/told.ts';
import { type StripeList, stripeGet } from '../client.ts';

export const EventConfig = Type.Object(
  {
    mode: Type.Optional(
      Type.Enum(
        ['live', 'test'],
        told(
          'Mode',
          'Take only live or only test events; absent: whatever the address or the key receives.',
          'Mode',
          'Ne prendre que les événements réels ou que ceux de test ; absent : tout ce que l’adresse ou la clé reçoit.',
        ),
      ),
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

/** Whether an event is one of these types, and of the mode that is asked for. */
export function wanted(event: StripeEvent, types: readonly string[], { mode }: EventConfig): boolean {
  if (event.object !== 'event' || !types.includes(event.type)) return false;
  return mode === undefined || event.livemode === (mode === 'live');
}

/** The event's object as Stripe names it, with what it was before where the event tells. */
export function recordOf({ data }: StripeEvent): Record<string, unknown> {
  const { object, previous_attributes: previous } = data;
  return previous === undefined || previous === null ? object : { ...object, previous_attributes: previous };
}

export type EventPage = {
  /** Oldest first. */
  events: StripeEvent[];
  cursor: unknown;
  more: boolean;
  lost?: { from: string; to: string };
};

/** One page of the event log; see `Cursor` for how the place is kept. @param types at most 20 */
export async function readEvents(
  context: ConnectorContext,
  types: readonly string[],
  stored: unknown,
  { overlapMs, now }: { overlapMs: number; now: number },
): Promise<EventPage> {
  if (stored === null || stored === undefined) return begin(context, now);
  if (!isCursor.Check(stored))
    throw new Failure('bug', 'engine.unexpected', { message: 'unknown cursor of a Stripe trigger' });
  const { start, from, readAt, reading } = stored;
  const since = Math.max(start, from - Math.ceil(overlapMs / 1_000));
  const { body, headers } = await pageAfter(context, types, since, reading?.after);
  // The place in the middle of a reading is gone: read from the top again; what was given already is recognised by its id.
  if (body === undefined) return { events: [], cursor: { start, from, readAt }, more: true };
  const top = reading?.top ?? body.data[0]?.created ?? from;
  const begun = reading?.begun ?? clockOf(headers, now);
  const events = body.data.toReversed();
  const forgotten = begun - KEPT_SECONDS;
  const lost = reading === undefined && readAt < forgotten ? { lost: stretch(readAt, forgotten) } : {};
  const last = body.data.at(-1);
  if (body.has_more && last !== undefined) {
    return { events, cursor: { start, from, readAt, reading: { top, begun, after: last.id } }, more: true, ...lost };
  }
  return { events, cursor: { start, from: Math.max(from, top), readAt: begun }, more: false, ...lost };
}

/** The first poll reads nothing old: it only notes what time it is at Stripe. */
async function begin(context: ConnectorContext, now: number): Promise<EventPage> {
  const { headers } = await stripeGet<StripeList<StripeEvent>>(context, '/v1/events', { limit: 1 });
  const start = clockOf(headers, now);
  return { events: [], cursor: { start, from: start, readAt: start }, more: false };
}

async function pageAfter(
  context: ConnectorContext,
  types: readonly string[],
  since: number,
  after: string | undefined,
) {
  try {
    return await stripeGet<StripeList<StripeEvent> | undefined>(context, '/v1/events', {
      'types[]': types,
      'created[gte]': since,
      limit: PAGE,
      starting_after: after,
    });
  } catch (error) {
    if (after !== undefined && isGone(error)) return { body: undefined, headers: {} };
    throw error;
  }
}

/** The object that a page was to start after is not there any more. */
export function isGone(error: unknown): boolean {
  return error instanceof Failure && error.kind === 'missing';
}

/** Unix seconds by the answer's own clock, else ours. */
export function clockOf(headers: Record<string, string>, now: number): number {
  const theirs = Date.parse(headers.date ?? '');
  return Math.floor((Number.isNaN(theirs) ? now : theirs) / 1_000);
}

function stretch(from: number, to: number): { from: string; to: string } {
  return { from: new Date(from * 1_000).toISOString(), to: new Date(to * 1_000).toISOString() };
}
