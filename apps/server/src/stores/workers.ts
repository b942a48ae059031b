import { DEAD_AFTER_MS } from '@raccord/runtime/worker/start-worker';
import type { Pool } from 'pg';

/** Whether any worker has shown lately that it lives. */
export async function someWorkerLives(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ alive: boolean }>(
    `select exists (select 1 from workers where seen_at > now() - $1 * interval '1 ms') as alive`,
    [DEAD_AFTER_MS],
  );
  return rows[0]?.alive === true;
}
