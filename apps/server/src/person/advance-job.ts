import type { Pool, PoolClient } from 'pg';
import { inTransaction } from '../stores/engine/in-transaction.ts';
import { eraseRows, takenOf } from '../stores/person/erase-rows.ts';
import {
  endPersonStep,
  movePersonJob,
  notePersonFailure,
  type OpenPersonJob,
  type PersonFound,
  type PersonPlace,
  takePersonJob,
} from '../stores/person/person-jobs.ts';
import { notErased, type PersonalTable, personalTables } from '../stores/person/personal-columns.ts';
import { type ScannedRow, type ScanPlace, scan } from '../stores/person/scan.ts';
import { type Subject, subjectOf } from './subject.ts';

/** Before what could not be erased yet is looked at again. */
const LATER_MS = 15_000;
/** What finds nothing goes on for so long in one transaction. */
const STEP_MS = 200;

/** What is gone through: what is erased, then what is only counted. */
export const searched: readonly (PersonalTable & { counted?: true })[] = [
  ...personalTables,
  ...Object.entries(notErased).map(([table, { columns }]) => ({
    table,
    columns: Object.fromEntries(columns.map((column) => [column, 'text' as const])),
    counted: true as const,
  })),
];

/**
 * The next step of the oldest search for, or erasing of, a person: some rows of one table. What it does and how far it is commit together,
 * so it goes on where it was, whoever dies.
 * @returns whether there is more to do at once
 */
export async function advancePersonJob(pool: Pool): Promise<boolean> {
  let taken: string | undefined;
  try {
    return await inTransaction(pool, async (db) => {
      const job = await takePersonJob(db);
      if (job === undefined) return false;
      taken = job.id;
      await step(db, job);
      return true;
    });
  } catch (error) {
    if (taken === undefined) throw error;
    // Without its sentence: that may quote what is being erased.
    const code =
      error instanceof Error && 'code' in error ? String(error.code) : error instanceof Error ? error.name : '';
    await notePersonFailure(pool, taken, code);
    return false;
  }
}

async function step(db: PoolClient, job: OpenPersonJob): Promise<void> {
  const subject = subjectOf(job.subject)!;
  const found: PersonFound = structuredClone(job.found);
  const until = performance.now() + STEP_MS;
  let { place } = job;
  let touched = 0;
  while (searched[place.table] !== undefined && touched === 0 && performance.now() < until)
    ({ place, touched } = await go(db, job, subject, place, found));
  if (searched[place.table] !== undefined) return movePersonJob(db, job, { place, found });
  if (place.later === 0) return endPersonStep(db, job, found);
  const again = { table: 0, later: 0, pass: place.pass + 1 };
  return movePersonJob(db, job, { place: again, found, pauseMs: LATER_MS });
}

/** Some rows of one table. @returns where to go on, and how many rows were changed */
async function go(
  db: PoolClient,
  job: OpenPersonJob,
  subject: Subject,
  place: PersonPlace,
  found: PersonFound,
): Promise<{ place: PersonPlace; touched: number }> {
  const table = searched[place.table]!;
  const after = { table: place.table + 1, later: place.later, pass: place.pass };
  // What is only counted was counted by the look.
  if (table.counted && job.state === 'erasing') return { place: after, touched: 0 };
  const { relation, rows, next } = await lookInto(db, table, subject, job.workspaceId, place);
  const on: PersonPlace = next === undefined ? after : { ...next, later: place.later, pass: place.pass };
  if (table.counted) {
    const named = rows.filter((row) => Object.keys(table.columns).some((column) => names(row[column], subject)));
    if (named.length > 0) found.elsewhere[table.table] = (found.elsewhere[table.table] ?? 0) + named.length;
    return { place: on, touched: 0 };
  }
  if (job.state === 'looking') note(found, table, rows, subject);
  if (job.state === 'looking' || relation === undefined || rows.length === 0) return { place: on, touched: 0 };
  const { workspaceId, cancels, by } = job;
  const done = await eraseRows(db, table, relation, rows, { subject, workspaceId, cancels, by });
  countsOf(found, table.table).erased += done.erased;
  return { place: { ...on, later: place.later + done.later }, touched: done.erased + done.later };
}

export function lookInto(
  db: PoolClient,
  { table, flow, columns }: PersonalTable,
  subject: Subject,
  workspaceId: string,
  place: ScanPlace,
) {
  return scan(db, { table, columns: Object.keys(columns), flow }, subject, workspaceId, place);
}

function note(found: PersonFound, table: PersonalTable, rows: readonly ScannedRow[], subject: Subject): void {
  for (const row of rows) {
    if (takenOf(table, row, { subject }).length === 0) continue;
    const counts = countsOf(found, table.table);
    counts.found += 1;
    if (row.flow_of !== null) found.flows[row.flow_of] = (found.flows[row.flow_of] ?? 0) + 1;
    if (table.by === 'records' && row.state === 'waiting') found.open += 1;
    if (table.by === 'failures' && (row.status === 'open' || row.status === 'inDoubt')) found.open += 1;
  }
}

function countsOf({ tables }: PersonFound, table: string): { found: number; erased: number } {
  const counts = tables[table] ?? { found: 0, erased: 0 };
  tables[table] = counts;
  return counts;
}

function names(value: unknown, subject: Subject): boolean {
  if (typeof value === 'string') return subject.in(value);
  return Array.isArray(value) && value.some((item) => names(item, subject));
}
