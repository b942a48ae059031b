import { type BulkItem, type BulkResult, type ConnectorContext, type ObjectRecord, toFailure } from '@raccord/contract';
import { sqlFailure } from './failure.ts';
import { toRecord } from './objects/read-changes.ts';
import { keysOf, keyText, type Place } from './place.ts';
import { withSession } from './sessions/open-session.ts';
import type { Row, Session } from './sessions/session.ts';
import { findOurs, insert, keyOf, selectOne, type Values } from './statements.ts';

/** Rows in one statement; with 100 columns that is still below what PostgreSQL takes as values. */
export const MOST_ROWS = 200;

type Item = BulkItem<Place & { row: Values }>;

/** Rows of the same table and columns go in one statement. When the database refuses it, each goes alone, so that only the bad ones fail. */
export async function writeMany(
  context: ConnectorContext,
  items: readonly Item[],
  how: 'insert' | 'upsert',
): Promise<BulkResult<ObjectRecord>[]> {
  const results: BulkResult<ObjectRecord>[] = [];
  const groups = Map.groupBy(items.keys(), (index) => shapeOf(items[index]!));
  await withSession(context, { writes: true }, async (session) => {
    for (const group of groups.values()) await writeGroup(session, items, group, how, results);
  }).catch((thrown: unknown) => {
    const failure = toFailure(thrown).toData();
    // What has its result already is written; the others share the fate of the line.
    for (const index of items.keys()) results[index] ??= { ok: false, failure };
  });
  return results;
}

function shapeOf({ input: { row, ...place }, mayHaveRun, idempotencyKey }: Item): string {
  // What may be there already is looked for first, alone.
  return JSON.stringify([place, Object.keys(row), mayHaveRun ? idempotencyKey : '']);
}

async function writeGroup(
  session: Session,
  items: readonly Item[],
  group: readonly number[],
  how: 'insert' | 'upsert',
  results: BulkResult<ObjectRecord>[],
): Promise<void> {
  const alone = async (index: number) => {
    results[index] = await writeOne(session, items[index]!, how);
  };
  const { row: _, ...place } = items[group[0]!]!.input;
  if (group.length === 1) return alone(group[0]!);
  try {
    const rows = group.map((index) => items[index]!.input.row);
    for (const row of rows) keyOf(place, row);
    const overwrite = how === 'upsert' ? keysOf(place) : undefined;
    const written = await session.transaction('write', () => insert(session, place, rows, overwrite));
    const byKey = new Map(written.rows.map((row) => [textKey(place, row), row]));
    for (const index of group) {
      const values = items[index]!.input.row;
      const back = byKey.get(textKey(place, values)) ?? (await selectOne(session, place, keyOf(place, values)));
      results[index] = { ok: true, output: toRecord({ ...values, ...back }, place) };
    }
  } catch (thrown) {
    const failure = sqlFailure(thrown, '', true);
    if (failure.kind === 'transient' || failure.kind === 'bug') throw thrown;
    for (const index of group) if (results[index] === undefined) await alone(index);
  }
}

async function writeOne(session: Session, item: Item, how: 'insert' | 'upsert'): Promise<BulkResult<ObjectRecord>> {
  const { row: values, ...place } = item.input;
  try {
    const key = keyOf(place, values);
    if (item.mayHaveRun && how === 'insert') {
      const there = await findOurs(session, place, values);
      if (there !== undefined) return { ok: true, output: toRecord(there, place) };
    }
    const { rows } = await insert(session, place, [values], how === 'upsert' ? keysOf(place) : undefined);
    const back = rows[0] ?? (await selectOne(session, place, key)) ?? values;
    return { ok: true, output: toRecord(back, place) };
  } catch (thrown) {
    const failure = sqlFailure(thrown, '', true);
    if (failure.kind === 'transient') throw thrown;
    return { ok: false, failure: failure.toData() };
  }
}

const textKey = (place: Place, row: Row) => keyText(keysOf(place).map((name) => row[name]));
