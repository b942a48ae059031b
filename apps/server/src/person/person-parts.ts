import type { Pool } from 'pg';
import { inTransaction } from '../stores/engine/in-transaction.ts';
import { takenOf } from '../stores/person/erase-rows.ts';
import { personalTables } from '../stores/person/personal-columns.ts';
import type { ScanPlace } from '../stores/person/scan.ts';
import { lookInto } from './advance-job.ts';
import type { Subject } from './subject.ts';

export type PersonPart = { table: string; id?: unknown; run?: unknown; flow: string | null; data: unknown[] };

const MOST_ROWS = 50_000;

/** What would be erased of a person, some rows at a time; nothing of others. Undefined at its end: there is more than one file takes. */
export async function* personParts(
  pool: Pool,
  workspaceId: string,
  subject: Subject,
): AsyncGenerator<PersonPart | undefined> {
  let count = 0;
  for (const [at, table] of personalTables.entries()) {
    let place: ScanPlace | undefined = { table: at };
    while (place !== undefined) {
      const here: ScanPlace = place;
      const { rows, next } = await inTransaction(pool, (db) => lookInto(db, table, subject, workspaceId, here));
      place = next;
      for (const row of rows) {
        const data = takenOf(table, row, { subject });
        if (data.length === 0) continue;
        if (++count > MOST_ROWS) {
          yield undefined;
          return;
        }
        yield {
          table: table.table,
          ...(row.id === undefined ? {} : { id: row.id }),
          ...(row.run_id === undefined ? {} : { run: row.run_id }),
          flow: row.flow_of,
          data,
        };
      }
    }
  }
}
