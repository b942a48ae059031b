import type { Ring } from '@raccord/runtime/ports';
import type { PoolClient } from 'pg';
import { closeRun } from '../stores/engine/trigger-store.ts';

/** Runs that a poll left open and nobody will go on with, since their trigger was taken out of service. */
export async function closeRuns(db: PoolClient): Promise<Ring[]> {
  const { rows } = await db.query<{ id: string }>(
    'select id from triggers where not active and open_run_id is not null and worker_id is null limit 100',
  );
  const rings: Ring[] = [];
  for (const { id } of rows) rings.push(...(await closeRun(db, id)));
  return rings;
}
