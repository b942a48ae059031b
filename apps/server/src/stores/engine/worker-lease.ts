import { hostname } from 'node:os';
import type { WorkerLease } from '@raccord/runtime/worker/start-worker';
import type { Pool } from 'pg';

/** A beat that is not answered within this is no beat, and must not keep a connection from the next. */
const ANSWER_MS = 2_500;

/** A batch that says it is ours and that we do not have (its claim's answer was lost) is given back after this. */
const ORPHAN_AFTER = "interval '15 seconds'";

export function createWorkerLease(pool: Pool): WorkerLease {
  return {
    async beat(workerId) {
      const beat = { name: 'beat', text: 'update workers set seen_at = now() where id = $1', values: [workerId] };
      const { rowCount } = await pool.query({ ...beat, query_timeout: ANSWER_MS } as typeof beat);
      if (rowCount === 0)
        await pool.query('insert into workers (id, host, pid) values ($1, $2, $3)', [
          workerId,
          hostname(),
          process.pid,
        ]);
      return rowCount === 1;
    },
    async giveBack(workerId, inHand) {
      await pool.query(
        `update batches set state = 'queued', worker_id = null where worker_id = $1 and state = 'running' and id <> all($2) and rung_at < now() - ${ORPHAN_AFTER}`,
        [workerId, inHand],
      );
      await pool.query(
        `update triggers set worker_id = null where worker_id = $1 and id <> all($2) and coalesce(rung_at < now() - ${ORPHAN_AFTER}, true)`,
        [workerId, inHand],
      );
    },
    async leave(workerId) {
      await pool.query('delete from workers where id = $1', [workerId]);
    },
    async skewMs() {
      const before = Date.now();
      const { rows } = await pool.query<{ now: number }>('select extract(epoch from clock_timestamp()) * 1000 as now');
      return (before + Date.now()) / 2 - Number(rows[0]?.now ?? before);
    },
  };
}
