import { uuidv7 } from '@raccord/runtime/uuid';
import type { Queryable } from './claim-batch.ts';

/** A stretch of time of which nobody knows any more what happened in it. ISO 8601. */
export type Lost = { from: string; to: string };

/** Shown with the trigger; all of them stand in its history. */
const SHOWN = 10;

/**
 * Within a transaction: keeps it as an event of the trigger and as a warning on it. Told again (a page that is read twice) it is kept once.
 */
export async function noteLost(db: Queryable, triggerId: string, lost: Lost): Promise<void> {
  const { rows } = await db.query<{
    workspace_id: string;
    flow_id: string;
    environment_id: string;
    lost: string | null;
  }>('select workspace_id, flow_id, environment_id, lost from triggers where id = $1 for update', [triggerId]);
  const trigger = rows[0];
  if (trigger === undefined) return;
  const known: (Lost & { at: string })[] = JSON.parse(trigger.lost ?? '[]');
  if (known.some(({ from, to }) => from === lost.from && to === lost.to)) return;
  const all = [{ from: lost.from, to: lost.to, at: new Date().toISOString() }, ...known].slice(0, SHOWN);
  await db.query('update triggers set lost = $2 where id = $1', [triggerId, JSON.stringify(all)]);
  const { workspace_id: workspaceId, flow_id: flowId, environment_id: environmentId } = trigger;
  const data = { triggerId, from: lost.from, to: lost.to, environmentId };
  await db.query(
    `insert into events (id, workspace_id, type, subject, actor, data) values ($1, $2, 'trigger.lost', $3, 'engine', $4)`,
    [uuidv7(), workspaceId, `flow:${flowId}`, JSON.stringify(data)],
  );
  const live = { type: 'trigger.lost', workspaceId, flowId, environmentId };
  await db.query("select pg_notify('raccord_events', $1)", [JSON.stringify(live)]);
}
