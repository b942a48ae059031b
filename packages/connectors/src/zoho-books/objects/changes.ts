import type { ConnectorContext, HttpRequest, ListOptions, ObjectChange, ObjectPage } from '@raccord/contract';
import { booksPage } from '../client.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export type ListedKind = {
  /** Key of the list in an answer. */
  list: string;
  path: string;
  /** How the list is narrowed to what changed since. @param since milliseconds since 1970; 0 for everything */
  query(since: number): HttpRequest['query'];
  /** The list comes changed last first, so that what lies behind an old one is older still. */
  newestFirst?: true;
};

/** `since`: what was changed before then has been seen. A reading starts again from its first page when it is over. */
type Cursor = { since: number; reading?: { page: number; startedAt: number } };

/**
 * What was changed since. The watermark is when a reading began and not the newest change in it: what is changed while the pages are
 * read moves between them, and is read with the next. An hour is read again, for clocks that differ.
 */
export async function changesOf(
  { list, path, query, newestFirst }: ListedKind,
  context: ConnectorContext,
  stored: unknown,
  { from, overlapMs, now }: ListOptions,
): Promise<ObjectPage> {
  const cursor = (stored ?? { since: from === 'now' ? now : 0 }) as Cursor;
  const { since, reading = { page: 1, startedAt: now } } = cursor;
  const floor = Math.max(0, since - overlapMs);
  const { rows, more } = await booksPage(context, list, path, { ...query(floor), page: reading.page });
  const times = rows.map((row) => ({
    row,
    at: booksMoment(row.last_modified_time) ?? booksMoment(row.created_time) ?? 0,
  }));
  const changed = times.filter(({ at }) => at >= floor).sort((a, b) => a.at - b.at);
  const changes = changed.map(({ row }): ObjectChange => ({ change: 'saved', record: row }));
  const ended = newestFirst === true && changed.length < times.length;
  if (more && !ended) {
    return { changes, cursor: { since, reading: { ...reading, page: reading.page + 1 } } satisfies Cursor, more: true };
  }
  const seen: Cursor = { since: Math.max(since, reading.startedAt - HOUR) };
  return { changes, cursor: seen, more: false };
}

/** As the filter `last_modified_time` wants it. */
export function modifiedSince(since: number): HttpRequest['query'] {
  return since === 0 ? {} : { last_modified_time: `${new Date(since).toISOString().slice(0, 19)}+0000` };
}

/** A day some days earlier: for lists that can be narrowed by the document's own date only. */
export function datedSince(since: number, days: number): HttpRequest['query'] {
  return since === 0 ? {} : { date_start: new Date(since - days * DAY).toISOString().slice(0, 10) };
}

/** `2026-11-20T09:12:40+0100`: the offset has no colon, which not everything reads. */
function booksMoment(value: unknown): number | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  const ms = Date.parse(value.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isNaN(ms) ? undefined : ms;
}
