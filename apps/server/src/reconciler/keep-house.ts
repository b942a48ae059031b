import type { Pool, PoolClient } from 'pg';
import { asHousekeeper, beginCleanUp, cleanUpDue, endCleanUp } from '../stores/keeping/clean-ups.ts';
import { deleteOldRows } from '../stores/keeping/delete-rows.ts';
import { countKept } from '../stores/keeping/kept-sizes.ts';
import { forgetOpenWork, noteOpenWork } from '../stores/keeping/open-work.ts';
import { defaultKeeping, type Keeping, readTimes } from '../stores/keeping/policies.ts';
import { type Sweeping, sweepDays } from '../stores/keeping/sweep-days.ts';
import { ensurePartitions } from '../stores/partitions.ts';

const DAY_MS = 86_400_000;

/**
 * Makes the partitions of the days ahead, and lets go of what has been kept long enough: whole days where rows grow, rows elsewhere.
 * What work that has not ended needs stays, whatever its age. In one server at a time.
 * @param house how long things are kept where nothing else is said
 */
export async function keepHouse(pool: Pool, house: Keeping = defaultKeeping, now = Date.now()): Promise<Sweeping> {
  const done = await asHousekeeper(pool, (db) => cleanUp(pool, db, house, now));
  return done ?? { dropped: [], emptied: [], deleted: 0, more: false };
}

/** The same when it is time for it, with what came of it kept. @returns undefined: it is not, or another server does it */
export function keepHouseInTurn(pool: Pool, now = Date.now()): Promise<Sweeping | undefined> {
  return asHousekeeper(pool, async (db) => {
    if (!(await cleanUpDue(db))) return undefined;
    const id = await beginCleanUp(db);
    try {
      const done = await cleanUp(pool, db, defaultKeeping, now);
      const more = (await countKept(db, now)) || done.more;
      await endCleanUp(pool, id, { ...done, more });
      return { ...done, more };
    } catch (error) {
      await endCleanUp(pool, id, { failure: String(error) });
      throw error;
    }
  });
}

async function cleanUp(pool: Pool, db: PoolClient, house: Keeping, now: number): Promise<Sweeping> {
  await ensurePartitions(pool, now);
  const times = await readTimes(db, house);
  const shortest = Math.min(times.payloads[0]!, times.metadata[0]!);
  const needed = await noteOpenWork(db, now - shortest * DAY_MS);
  const swept = await sweepDays(pool, db, { house, times, needed, now });
  await forgetOpenWork(db);
  const { deleted, more } = await deleteOldRows(db, house, times, now);
  return { ...swept, deleted: swept.deleted + deleted, more: swept.more || more };
}
