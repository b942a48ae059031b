import type { AttemptEntry } from '@raccord/runtime/ports';
import type { Pool, PoolClient } from 'pg';
import { inTransaction } from '../stores/engine/in-transaction.ts';
import {
  anythingNew,
  type FollowedTo,
  keepFollowed,
  lockFollowed,
  namesOf,
  newRecords,
  newRows,
  storeTraces,
  type Trace,
} from '../stores/journey.ts';
import { traceTexts, traceTextsOfJson, traceToken } from './tokens.ts';

/** Read in one go: little enough that this process is soon back with those who wait for it. */
const RECORDS = 200;
const ROWS = 20;

/**
 * Takes the next records and calls into the index of journeys. What is followed and how far commits together, so that everything is
 * followed once. Work itself pays nothing for it and never waits for it.
 * @returns whether there is more to follow at once
 */
export async function followOnce(pool: Pool): Promise<boolean> {
  if (!(await anythingNew(pool))) return false;
  return inTransaction(pool, async (db) => {
    const place = await lockFollowed(db);
    if (place === undefined) return false;
    const { to, horizon, horizonMs } = place;
    const { records, until, more } = await newRecords(db, to, horizonMs, RECORDS);
    const rows = await newRows(db, to, horizon, ROWS);
    const traces = records.map(({ id, workspaceId, input }) => trace(id, workspaceId, traceTextsOfJson(input)));
    for (const row of rows) traces.push(...(await tracesOfRow(db, row)));
    await storeTraces(
      db,
      traces.filter(({ tokens }) => tokens.length > 0),
    );
    const last = rows.at(-1);
    const next: FollowedTo = {
      ...to,
      recordId: until,
      ...(last === undefined ? {} : { at: last.at, batchId: last.batchId, seq: last.seq }),
    };
    await keepFollowed(db, next);
    return more || rows.length === ROWS;
  });
}

const trace = (recordId: string, workspaceId: string, texts: ReadonlySet<string>): Trace => ({
  recordId,
  workspaceId,
  batchId: null,
  seq: null,
  tokens: [...new Set([...texts].map(traceToken))],
});

/** A row of the journal speaks of all records of a batch. */
async function tracesOfRow(db: PoolClient, row: Awaited<ReturnType<typeof newRows>>[number]): Promise<Trace[]> {
  const entries: AttemptEntry[] = JSON.parse(row.entries);
  const texts = new Map<string, Set<string>>();
  for (const { r, v } of entries)
    if (v !== undefined && v !== null) texts.set(r, (texts.get(r) ?? new Set()).union(traceTexts(v)));
    else if (!texts.has(r)) texts.set(r, new Set());
  const names = await namesOf(db, [...texts.keys()]);
  return [...texts].map(([recordId, said]) => {
    const { key, input } = names.get(recordId) ?? { key: null, input: null };
    const own = input === null ? new Set<string>() : traceTextsOfJson(input);
    const named = key === null ? new Set<string>() : traceTexts({ key });
    return { ...trace(recordId, row.workspaceId, said.union(own).union(named)), batchId: row.batchId, seq: row.seq };
  });
}
