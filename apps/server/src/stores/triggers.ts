import { randomBytes } from 'node:crypto';
import { Failure } from '@raccord/contract';
import { uuidv7 } from '@raccord/runtime/uuid';
import { sql } from 'kysely';
import type { Db } from './database.ts';
import type { Lost } from './engine/lost-stretches.ts';
import { notifyChange } from './notify.ts';
import type { TriggerKind } from './schema.ts';

/** What a flow's trigger node asks for when it is deployed. */
export type PlannedTrigger = {
  node: string;
  uses: string;
  kind: TriggerKind;
  connectionId: string | null;
  config: Record<string, unknown>;
  responds: boolean;
  ordered: boolean;
  everyMs: number | null;
  /** When it is due first, if it starts now. */
  nextDueAt: Date | null;
};

type Place = { workspaceId: string; flowId: string; environmentId: string };

/** 128 random bits: the whole of a webhook's address. */
const newToken = () => randomBytes(16).toString('base64url');

/**
 * Within a transaction: the trigger rows become what the version in service asks for. A row keeps its address and cursor as long as
 * it can: by its node, or when its node was renamed. A cursor of another account or another trigger means nothing, and goes.
 */
export async function putTriggers(db: Db, place: Place, planned: readonly PlannedTrigger[]): Promise<void> {
  const { workspaceId, flowId, environmentId } = place;
  const rows = await db
    .selectFrom('triggers')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('flow_id', '=', flowId)
    .where('environment_id', '=', environmentId)
    .forUpdate()
    .execute();
  const left = new Map(rows.map((row) => [row.node, row]));
  for (const trigger of planned) {
    const renamed = [...left.values()].filter(
      (row) => row.uses === trigger.uses && !planned.some(({ node }) => node === row.node),
    );
    const row = left.get(trigger.node) ?? (renamed.length === 1 ? renamed[0] : undefined);
    const { node, uses, kind, connectionId, responds, ordered, everyMs, nextDueAt } = trigger;
    const config = JSON.stringify(trigger.config);
    const wanted = { node, uses, kind, connection_id: connectionId, config, responds, ordered, every_ms: everyMs };
    if (row === undefined) {
      const id = uuidv7();
      const identity = { id, workspace_id: workspaceId, flow_id: flowId, environment_id: environmentId };
      await db
        .insertInto('triggers')
        .values({ ...identity, ...wanted, token: newToken(), next_due_at: nextDueAt })
        .execute();
      await notifyChange(db, `trigger:${id}`);
      continue;
    }
    left.delete(row.node);
    const sameClock =
      row.active && row.kind === kind && row.config === config && Number(row.every_ms ?? 0) === (everyMs ?? 0);
    const sameSource = row.uses === uses && row.connection_id === connectionId;
    await db
      .updateTable('triggers')
      .set((is) => ({
        ...wanted,
        active: true,
        ...(sameClock && row.next_due_at !== null ? {} : { next_due_at: nextDueAt }),
        // Whoever reads a page for the old account at this moment may no longer store it.
        ...(sameSource ? {} : { cursor: null, lost: null, worker_id: null, fence: is('fence', '+', 1) }),
      }))
      .where('id', '=', row.id)
      .execute();
    await notifyChange(db, `trigger:${row.id}`);
  }
  for (const row of left.values()) await stop(db, row.id);
}

/** The flow's triggers in an environment stop; their addresses and cursors stay for the next time. */
export async function stopTriggers(db: Db, { workspaceId, flowId, environmentId }: Place): Promise<void> {
  const rows = await db
    .selectFrom('triggers')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('flow_id', '=', flowId)
    .where('environment_id', '=', environmentId)
    .where('active', '=', true)
    .execute();
  for (const { id } of rows) await stop(db, id);
}

async function stop(db: Db, id: string): Promise<void> {
  await db.updateTable('triggers').set({ active: false }).where('id', '=', id).execute();
  await notifyChange(db, `trigger:${id}`);
}

/** Another connection was put into a slot: the triggers in service that read through it change over. */
export async function moveTriggers(
  db: Db,
  place: Place,
  nodes: readonly string[],
  connectionId: string | null,
): Promise<void> {
  if (nodes.length === 0) return;
  const rows = await db
    .updateTable('triggers')
    .set((is) => ({ connection_id: connectionId, cursor: null, worker_id: null, fence: is('fence', '+', 1) }))
    .where('workspace_id', '=', place.workspaceId)
    .where('flow_id', '=', place.flowId)
    .where('environment_id', '=', place.environmentId)
    .where('node', 'in', nodes)
    .where('connection_id', 'is distinct from', connectionId)
    .returning('id')
    .execute();
  for (const { id } of rows) await notifyChange(db, `trigger:${id}`);
}

export type TriggerView = {
  id: string;
  flowId: string;
  environmentId: string;
  node: string;
  uses: string;
  kind: TriggerKind;
  token: string;
  active: boolean;
  connectionId: string | null;
  config: Record<string, unknown>;
  everyMs: number | null;
  nextDueAt: string | null;
  lastFiredAt: string | null;
  lastResult: unknown;
  /** Stretches of time that nobody can read any more, the latest first. */
  lost: (Lost & { at: string })[];
};

/** When a webhook fired last is read from its runs: to keep it in the trigger's row would make every commit of the intake wait for that row. */
function select(db: Db, workspaceId: string) {
  return db
    .selectFrom('triggers')
    .selectAll()
    .select((is) =>
      is
        .selectFrom('runs')
        .select('started_at')
        .whereRef('runs.workspace_id', '=', 'triggers.workspace_id')
        .whereRef('runs.flow_id', '=', 'triggers.flow_id')
        .whereRef('runs.trigger_id', '=', 'triggers.id')
        .orderBy('runs.id', 'desc')
        .limit(1)
        .as('last_run_at'),
    )
    .where('workspace_id', '=', workspaceId);
}
type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number];

const view = (row: Row): TriggerView => ({
  id: row.id,
  flowId: row.flow_id,
  environmentId: row.environment_id,
  node: row.node,
  uses: row.uses,
  kind: row.kind,
  token: row.token,
  active: row.active,
  connectionId: row.connection_id,
  config: JSON.parse(row.config),
  everyMs: row.every_ms === null ? null : Number(row.every_ms),
  nextDueAt: row.active ? (row.next_due_at?.toISOString() ?? null) : null,
  lastFiredAt: (row.last_run_at ?? row.last_fired_at)?.toISOString() ?? null,
  lastResult: row.last_result === null ? null : JSON.parse(row.last_result),
  lost: JSON.parse(row.lost ?? '[]'),
});

export async function listTriggers(
  db: Db,
  workspaceId: string,
  filter: { flowId?: string | undefined; environmentId?: string | undefined },
): Promise<TriggerView[]> {
  let query = select(db, workspaceId);
  if (filter.flowId !== undefined) query = query.where('flow_id', '=', filter.flowId);
  if (filter.environmentId !== undefined) query = query.where('environment_id', '=', filter.environmentId);
  return (await query.orderBy('flow_id').orderBy('node').execute()).map(view);
}

/** @throws Failure `missing` / `server.noTrigger` */
export async function getTrigger(db: Db, workspaceId: string, id: string): Promise<TriggerView> {
  const row = await select(db, workspaceId).where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw new Failure('missing', 'server.noTrigger', { id });
  return view(row);
}

export type PastOccurrence = {
  scheduledAt: string;
  outcome: 'fired' | 'queued' | 'skipped';
  reason: string | null;
  runId: string | null;
};

/** What became of the latest times of a schedule, newest first. */
export async function pastOccurrences(db: Db, triggerId: string, limit: number): Promise<PastOccurrence[]> {
  const rows = await db
    .selectFrom('occurrences')
    .select(['scheduled_at', 'outcome', 'reason', 'run_id'])
    .where('trigger_id', '=', triggerId)
    .orderBy(sql`scheduled_at desc`)
    .limit(limit)
    .execute();
  return rows.map(({ scheduled_at: at, run_id: runId, ...row }) => ({ ...row, scheduledAt: at.toISOString(), runId }));
}
