import type { Ring } from '@raccord/runtime/ports';
import type { PoolClient } from 'pg';

/** A ring for each polling trigger that is due and in nobody's hands. `next_due_at` stays: the worker that polls moves it. */
export async function ringPolls(db: PoolClient): Promise<Ring[]> {
  const { rows } = await db.query<{ id: string }>(
    `update triggers set rung_at = now()
      where active and kind = 'poll' and next_due_at <= now() and worker_id is null and (rung_at is null or rung_at < now() - interval '5 seconds')
        and exists (select 1 from deployments d where d.workspace_id = triggers.workspace_id and d.flow_id = triggers.flow_id and d.environment_id = triggers.environment_id and d.active)
      returning id`,
  );
  return rows.map(({ id }): Ring => ({ queue: 'bulk', kind: 'poll', id }));
}
