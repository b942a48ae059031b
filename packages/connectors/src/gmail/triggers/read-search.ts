import type { ConnectorContext, PollPage } from '@raccord/contract';
import Type, { type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import type { gmail_v1 } from '../../shared/google/apis.ts';
import { callGmail, userId } from '../client.ts';
import type { Wanted } from './config.ts';
import { giveMessages } from './give-messages.ts';

/**
 * How far a search has been read. History knows no search, so the search is repeated for what came since, and a little before, since
 * Gmail's index is late; what was given already is known by its id.
 */
const Cursor = Type.Object({
  /** Which search, under which label. */
  of: Type.String(),
  /** Nothing older is ever given: when the trigger was switched on. Milliseconds since 1970, as all here. */
  began: Type.Integer(),
  since: Type.Integer(),
  /** Ids of what the last reading found. */
  seen: Type.Array(Type.String()),
  reading: Type.Optional(
    Type.Object({ begun: Type.Integer(), pageToken: Type.String(), ids: Type.Array(Type.String()) }),
  ),
});
type Cursor = Static<typeof Cursor>;
const isCursor = Compile(Cursor);

const PAGE = 20;
const MOST_SEEN = 2_000;
const LATE_INDEX_MS = 10 * 60_000;

/** One page of the messages that fit a search and came since the last reading. */
export async function readSearch(
  context: ConnectorContext,
  wanted: Wanted & { query: string },
  stored: unknown,
  { overlapMs, now }: { overlapMs: number; now: number },
): Promise<PollPage> {
  const label = wanted.label ?? 'INBOX';
  const of = `${label} ${wanted.query}`;
  if (!isCursor.Check(stored) || stored.of !== of)
    return { items: [], cursor: { of, began: now, since: now, seen: [] } satisfies Cursor, more: false };
  const { began, since, seen, reading } = stored;
  const from = Math.max(began, since - Math.max(overlapMs, LATE_INDEX_MS));
  const { messages = [], nextPageToken } = await callGmail<gmail_v1.Schema$ListMessagesResponse>(
    context,
    (users, options) =>
      users.messages.list(
        {
          userId: userId(context),
          labelIds: [label],
          q: `(${wanted.query}) after:${Math.floor(from / 1_000)}`,
          maxResults: PAGE,
          ...(reading === undefined ? {} : { pageToken: reading.pageToken }),
        },
        options,
      ),
  );
  const found = messages.flatMap(({ id }) => (id == null ? [] : [id]));
  const known = new Set([...seen, ...(reading?.ids ?? [])]);
  const fresh = found.filter((id) => !known.has(id)).toReversed();
  const items = await giveMessages(
    context,
    wanted,
    fresh.map((id) => ({ id, dedupeKey: id })),
  );
  const ids = [...(reading?.ids ?? []), ...found];
  const begun = reading?.begun ?? now;
  if (nextPageToken != null)
    return { items, cursor: { ...stored, reading: { begun, pageToken: nextPageToken, ids } }, more: true };
  return { items, cursor: { of, began, since: begun, seen: ids.slice(0, MOST_SEEN) } satisfies Cursor, more: false };
}
