import type { Pool } from 'pg';
import { inTransaction } from '../stores/engine/in-transaction.ts';
import { countSlot, lockCounting, slotsToCount } from '../stores/run-counts.ts';

/** Brings the counters of the overview up to date, from the counters that runs keep of themselves. */
export async function countRuns(pool: Pool, now = Date.now()): Promise<void> {
  await inTransaction(pool, async (db) => {
    if (!(await lockCounting(db))) return;
    for (const slot of await slotsToCount(db, now)) await countSlot(db, slot);
  });
}
