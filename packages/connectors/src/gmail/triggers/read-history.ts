import { type ConnectorContext, Failure, type PollPage } from '@raccord/contract';
import Type, { type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import type { gmail_v1 } from '../../shared/google/apis.ts';
import { callGmail, userId } from '../client.ts';
import type { Wanted } from './config.ts';
import { giveMessages, type Happening } from './give-messages.ts';

/**
 * How far Gmail's history has been read. Once Gmail has forgotten that place (after a week, or after hours), what has come since is
 * looked up instead: at most so many messages, and what happened to older ones is lost and said to be.
 */
const Cursor = Type.Object({
  label: Type.String(),
  /** History id; everything up to it has been given. */
  start: Type.String(),
  pageToken: Type.Optional(Type.String()),
  /** Messages whose arrival the pages of this reading have told of already. */
  arrived: Type.Optional(Type.Array(Type.String())),
  /** When the history was last read to its end. Milliseconds since 1970. */
  readAt: Type.Integer(),
  /** Looking up what came `after` (seconds since 1970) the history was forgotten. */
  catchingUp: Type.Optional(
    Type.Object({ after: Type.Integer(), left: Type.Integer(), pageToken: Type.Optional(Type.String()) }),
  ),
});
type Cursor = Static<typeof Cursor>;
const isCursor = Compile(Cursor);

const PAGE = 20;
const MOST_TO_CATCH_UP = 500;
const MOST_ARRIVED = 2_000;

export type HistoryReading = {
  types: ('messageAdded' | 'labelAdded')[];
  /** What of an entry counts. @param arrived ids of the messages that came earlier in this reading; to be added to */
  happenings(entry: gmail_v1.Schema$History, label: string, arrived: Set<string>): Happening[];
  /** How long before the forgotten place to look again: only where what was given already has the same key. */
  overlapSeconds: number;
  /** The same for a message that is looked up because the history has been forgotten. */
  found(id: string, start: string): Happening;
};

/** One page of what happened under a label since the last reading. */
export async function readHistory(
  context: ConnectorContext,
  wanted: Wanted,
  reading: HistoryReading,
  stored: unknown,
  now: number,
): Promise<PollPage> {
  const label = wanted.label ?? 'INBOX';
  if (!isCursor.Check(stored) || stored.label !== label)
    return { items: [], cursor: { label, start: await currentHistory(context), readAt: now }, more: false };
  if (stored.catchingUp !== undefined) return catchUp(context, wanted, reading, stored, stored.catchingUp);
  const page = await historyPage(context, stored, reading.types);
  if (page === 'forgotten') return forgotten(context, reading, stored, now);
  if (page === 'lostPlace') return { items: [], cursor: withoutPage(stored), more: true };
  const arrived = new Set(stored.arrived);
  const happenings = (page.history ?? []).flatMap((entry) => reading.happenings(entry, label, arrived));
  const items = await giveMessages(context, wanted, once(happenings));
  if (page.nextPageToken != null) {
    const next: Cursor = { ...stored, pageToken: page.nextPageToken, arrived: [...arrived].slice(-MOST_ARRIVED) };
    return { items, cursor: next, more: true };
  }
  const next: Cursor = { label, start: page.historyId ?? stored.start, readAt: now };
  return { items, cursor: next, more: false };
}

async function currentHistory(context: ConnectorContext): Promise<string> {
  const { historyId } = await callGmail<gmail_v1.Schema$Profile>(context, (users, options) =>
    users.getProfile({ userId: userId(context) }, options),
  );
  if (historyId == null)
    throw new Failure('transient', 'http.answerUnreadable', { host: 'Gmail', reason: 'no history id' });
  return historyId;
}

async function historyPage(
  context: ConnectorContext,
  { label, start, pageToken }: Cursor,
  historyTypes: string[],
): Promise<gmail_v1.Schema$ListHistoryResponse | 'forgotten' | 'lostPlace'> {
  try {
    return await callGmail<gmail_v1.Schema$ListHistoryResponse>(context, ({ history }, options) =>
      history.list(
        {
          userId: userId(context),
          startHistoryId: start,
          historyTypes,
          labelId: label,
          maxResults: PAGE,
          ...(pageToken === undefined ? {} : { pageToken }),
        },
        options,
      ),
    );
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.kind === 'missing') return 'forgotten';
    // What was given of these pages already is recognised by its key.
    if (thrown instanceof Failure && thrown.kind === 'input' && pageToken !== undefined) return 'lostPlace';
    throw thrown;
  }
}

/** The new place is taken before anything is looked up, so that nothing falls between the two. */
async function forgotten(
  context: ConnectorContext,
  { overlapSeconds }: HistoryReading,
  stored: Cursor,
  now: number,
): Promise<PollPage> {
  const after = Math.ceil(stored.readAt / 1_000) - overlapSeconds;
  const cursor: Cursor = {
    ...withoutPage(stored),
    start: await currentHistory(context),
    catchingUp: { after, left: MOST_TO_CATCH_UP },
  };
  const lost = { from: new Date(stored.readAt).toISOString(), to: new Date(now).toISOString() };
  return { items: [], cursor, more: true, lost };
}

async function catchUp(
  context: ConnectorContext,
  wanted: Wanted,
  { found }: HistoryReading,
  stored: Cursor,
  { after, left, pageToken }: NonNullable<Cursor['catchingUp']>,
): Promise<PollPage> {
  const { messages = [], nextPageToken } = await callGmail<gmail_v1.Schema$ListMessagesResponse>(
    context,
    (users, options) =>
      users.messages.list(
        {
          userId: userId(context),
          labelIds: [stored.label],
          q: `after:${after}`,
          maxResults: Math.min(PAGE, left),
          ...(pageToken === undefined ? {} : { pageToken }),
        },
        options,
      ),
  );
  const ids = messages.flatMap(({ id }) => (id == null ? [] : [id]));
  const items = await giveMessages(
    context,
    wanted,
    ids.toReversed().map((id) => found(id, stored.start)),
  );
  const { catchingUp: _, ...done } = stored;
  if (nextPageToken == null || left <= PAGE) return { items, cursor: done, more: true };
  return { items, cursor: { ...done, catchingUp: { after, left: left - PAGE, pageToken: nextPageToken } }, more: true };
}

function withoutPage({ pageToken: _page, arrived: _arrived, ...cursor }: Cursor): Cursor {
  return cursor;
}

/** History tells of the same message several times. */
function once(happenings: readonly Happening[]): Happening[] {
  return [...new Map(happenings.map((one) => [one.dedupeKey, one])).values()];
}
