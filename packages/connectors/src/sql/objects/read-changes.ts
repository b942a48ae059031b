import {
  type ConnectorContext,
  Failure,
  type ListOptions,
  type ObjectPage,
  type ObjectRecord,
} from '@raccord/contract';
import { keysOf, keyText, type Place, tableIn } from '../place.ts';
import { withSession } from '../sessions/open-session.ts';
import type { Row, Session } from '../sessions/session.ts';

const PAGE = 500;
/** Columns of ours beside the table's own. */
const MARK = 'raccord_mark_';

/** As text, as the database writes them: nothing is rounded. `reading`: in the middle of one, so nothing is read again. */
type Cursor = { changed: string; keys: string[]; reading?: boolean };

/**
 * Rows behind the cursor, in the order of the change column and, where several changed at once, of their keys.
 * @throws Failure config `sql.noChangeColumn`
 */
export function readChanges(
  context: ConnectorContext,
  place: Place,
  cursor: Cursor | null,
  { from, overlapMs }: ListOptions,
): Promise<ObjectPage> {
  const { changedColumn } = place;
  if (changedColumn === undefined) throw new Failure('config', 'sql.noChangeColumn', { table: place.table });
  return withSession(context, { writes: false }, async (session) => {
    if (cursor === null && from === 'now') {
      const last = await lastMark(session, place, changedColumn);
      // An empty table: whatever comes is new.
      return { changes: [], cursor: last ?? { changed: '', keys: [] }, more: false };
    }
    const rows = await readPage(session, place, changedColumn, cursor, overlapMs);
    const more = rows.length === PAGE;
    const end = rows.at(-1);
    const change = keysOf(place).includes(changedColumn) ? 'created' : 'saved';
    const next = end === undefined ? (cursor ?? { changed: '', keys: [] }) : markOf(end, place);
    return {
      changes: rows.map((row) => ({ change, record: toRecord(row, place) })),
      cursor: { changed: next.changed, keys: next.keys, ...(more ? { reading: true } : {}) } satisfies Cursor,
      more,
    };
  });
}

async function lastMark(session: Session, place: Place, changed: string): Promise<Cursor | undefined> {
  const { dialect } = session;
  const order = [changed, ...keysOf(place)].map((name) => `${dialect.quote(name)} desc`).join(', ');
  const { rows } = await session.run(
    `select ${marks(session, place, changed)} from ${tableIn(dialect, place)}
      where ${dialect.quote(changed)} is not null order by ${order} limit 1`,
  );
  return rows[0] === undefined ? undefined : markOf(rows[0], place);
}

async function readPage(
  session: Session,
  place: Place,
  changed: string,
  cursor: Cursor | null,
  overlapMs: number,
): Promise<Row[]> {
  const { dialect, run } = session;
  const columns = [changed, ...keysOf(place)];
  const names = columns.map(dialect.quote);
  const again = cursor === null || cursor.reading ? undefined : earlier(cursor.changed, overlapMs);
  let where = `${names[0]} is not null`;
  let values: string[] = [];
  if (again !== undefined) {
    where = `${names[0]} >= ${dialect.param(1)}`;
    values = [again];
  } else if (cursor !== null && cursor.changed !== '') {
    where = `(${names.join(', ')}) > (${names.map((_, index) => dialect.param(index + 1)).join(', ')})`;
    values = [cursor.changed, ...cursor.keys];
  }
  const { rows } = await run(
    `select t.*, ${marks(session, place, changed)} from ${tableIn(dialect, place)} t
      where ${where} order by ${names.join(', ')} limit ${PAGE}`,
    values,
  );
  return rows;
}

/** Change column, keys and creation as text, under names of ours. */
function marks({ dialect }: Session, place: Place, changed: string): string {
  const created = place.createdColumn;
  const columns = [changed, ...keysOf(place), ...(created === undefined ? [] : [created])];
  return columns.map((name, index) => `${dialect.asText(dialect.quote(name))} as ${MARK}${index}`).join(', ');
}

function markOf(row: Row, place: Place): Cursor {
  return {
    changed: String(row[`${MARK}0`]),
    keys: keysOf(place).map((_, index) => String(row[`${MARK}${index + 1}`])),
  };
}

export function toRecord(row: Row, place: Place): ObjectRecord {
  const keys = keysOf(place);
  const record: ObjectRecord = {};
  for (const [name, value] of Object.entries(row)) if (!name.startsWith(MARK)) record[name] = value;
  record._key = keyText(keys.map((name) => row[name]));
  const changed = row[`${MARK}0`] ?? (place.changedColumn === undefined ? undefined : row[place.changedColumn]);
  if (changed !== undefined && changed !== null) record._modifiedAt = instant(String(changed));
  const created =
    row[`${MARK}${keys.length + 1}`] ?? (place.createdColumn === undefined ? undefined : row[place.createdColumn]);
  if (created !== undefined && created !== null) record._createdAt = instant(String(created));
  return record;
}

const time = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(\.\d+)?)(\+00(:00)?|Z)?$/;

/** A time as ISO 8601; sessions are in UTC. Anything else stays what it is. */
function instant(text: string): string {
  const found = time.exec(text);
  return found === null ? text : `${found[1]}T${found[2]}Z`;
}

/** A time so much earlier, in the database's own writing; undefined for what is no time. */
function earlier(text: string, ms: number): string | undefined {
  const found = ms > 0 ? time.exec(text) : null;
  if (found === null) return undefined;
  const moved = new Date(Date.parse(`${found[1]}T${found[2]}Z`) - ms).toISOString();
  return moved.replace('T', ' ').replace('Z', found[4] === undefined ? '' : '+00');
}
