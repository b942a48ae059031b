import { DEAD_AFTER_MS } from '@raccord/runtime/worker/start-worker';
import type { Pool } from 'pg';

/** Whether any worker, or this one, has shown lately that it lives. */
export async function workerLives(pool: Pool, id?: string): Promise<boolean> {
  const { rows } = await pool.query<{ alive: boolean }>(
    `select exists (select 1 from workers where seen_at > now() - $1 * interval '1 ms' and ($2::uuid is null or id = $2)) as alive`,
    [DEAD_AFTER_MS, id ?? null],
  );
  return rows[0]?.alive === true;
}
