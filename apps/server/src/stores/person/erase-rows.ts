import type { PoolClient } from 'pg';
import { ERASED } from '../../person/erase-json.ts';
import { closeFailures } from '../engine/retry-records.ts';
import { type Erasing, eraseAttempts, eraseRecords, type Step } from './erase-records.ts';
import { eraseColumn, type PersonalTable } from './personal-columns.ts';
import type { ScannedRow } from './scan.ts';

/** Rids the rows of a table, found by a scan, of the subject. */
export async function eraseRows(
  db: PoolClient,
  table: PersonalTable,
  relation: string,
  rows: readonly ScannedRow[],
  erasing: Erasing,
): Promise<Step> {
  if (table.by === 'records') return eraseRecords(db, rows, erasing);
  if (table.by === 'attempts') return eraseAttempts(db, rows, erasing);
  // A question that still waits for its answer goes with its record.
  if (table.table === 'approvals') {
    const open = rows.filter((row) => row.state === 'open' && takenOf(table, row, erasing).length > 0);
    const step = await eraseColumns(
      db,
      table,
      relation,
      rows.filter((row) => row.state !== 'open'),
      erasing,
    );
    return { ...step, later: open.length };
  }
  if (table.by !== 'failures') return eraseColumns(db, table, relation, rows, erasing);
  const named = rows.filter((row) => takenOf(table, row, erasing).length > 0);
  const isOpen = (row: ScannedRow) => ['open', 'inDoubt', 'retrying'].includes(String(row.status));
  const open = named.filter(isOpen);
  if (erasing.cancels && open.length > 0) {
    const failureIds = open.map((row) => String(row.id));
    const { closed } = await closeFailures(db, { ...erasing, failureIds, as: 'ignored' });
    // It was moved by that: found again behind the others.
    return {
      ...(await eraseClosed(
        db,
        table,
        relation,
        named.filter((row) => !isOpen(row)),
        erasing,
      )),
      later: open.length - closed.length,
    };
  }
  const step = await eraseClosed(
    db,
    table,
    relation,
    named.filter((row) => !isOpen(row)),
    erasing,
  );
  return { ...step, later: open.length };
}

async function eraseClosed(
  db: PoolClient,
  table: PersonalTable,
  relation: string,
  rows: readonly ScannedRow[],
  erasing: Erasing,
): Promise<Step> {
  const step = await eraseColumns(db, table, relation, rows, erasing);
  // It cannot be opened again: there is nothing left to run.
  await db.query("update failures set resolution = 'erased' where id = any($1)", [rows.map((row) => row.id)]);
  return step;
}

async function eraseColumns(
  db: PoolClient,
  { columns, derived = [] }: PersonalTable,
  relation: string,
  rows: readonly ScannedRow[],
  { subject }: Erasing,
): Promise<Step> {
  let erased = 0;
  for (const row of rows) {
    const changed = Object.entries(columns).flatMap(([column, how]): [string, unknown][] => {
      if (row[column] === null || row[column] === undefined) return [];
      const { taken, text } = eraseColumn(how, row[column], subject);
      return taken.length === 0 ? [] : [[column, text]];
    });
    if (changed.length === 0) continue;
    for (const column of derived) if (!changed.some(([one]) => one === column)) changed.push([column, ERASED]);
    const set = changed.map(([column], at) => `"${column}" = $${at + 2}`).join(', ');
    const { rowCount } = await db.query(`update ${relation} set ${set} where ctid = $1::tid`, [
      row.ctid,
      ...changed.map(([, value]) => value),
    ]);
    erased += rowCount ?? 0;
  }
  return { erased, later: 0 };
}

/** What a row says about the subject. */
export function takenOf({ columns }: PersonalTable, row: ScannedRow, { subject }: Pick<Erasing, 'subject'>): unknown[] {
  return Object.entries(columns).flatMap(([column, how]) =>
    row[column] === null || row[column] === undefined ? [] : eraseColumn(how, row[column], subject).taken,
  );
}
