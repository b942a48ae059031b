import { sql } from 'kysely';
import type { Db } from './database.ts';

/** What still needs a flow: it would be lost, or could not go on, without it. */
export type FlowWork = {
  /** Records that wait or are under way. */
  records: number;
  /** Failures that somebody has not closed. */
  failures: number;
  /** What vendors still send to it. */
  subscriptions: number;
};

export async function workOf(db: Db, workspaceId: string, flowId: string): Promise<FlowWork> {
  const { rows } = await sql<FlowWork>`
    select (select coalesce(sum(r.waiting), 0)::integer from runs r
             where r.workspace_id = ${workspaceId} and r.flow_id = ${flowId} and r.waiting > 0) as records,
           (select count(*)::integer from failures x
             where x.workspace_id = ${workspaceId} and x.flow_id = ${flowId} and x.status in ('open', 'inDoubt', 'retrying')) as failures,
           (select count(*)::integer from subscriptions s join triggers t on t.id = s.trigger_id
             where t.workspace_id = ${workspaceId} and t.flow_id = ${flowId}) as subscriptions`.execute(db);
  return rows[0]!;
}

const owned = [
  'keeping',
  'flow_tests',
  'remembered_choices',
  'bindings',
  'deployments',
  'triggers',
  'flow_versions',
] as const;

/** Takes away a flow with all that belongs to it alone. Its runs stay until they are old enough. Within a transaction that locked it. */
export async function removeFlow(db: Db, workspaceId: string, flowId: string): Promise<void> {
  for (const table of owned)
    await sql`delete from ${sql.table(table)} where workspace_id = ${workspaceId} and flow_id = ${flowId}`.execute(db);
  await db.deleteFrom('flows').where('workspace_id', '=', workspaceId).where('id', '=', flowId).execute();
}
