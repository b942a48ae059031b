import { Failure } from '@raccord/contract';
import { uuidv7 } from '@raccord/runtime/uuid';
import type { AlertCondition } from '../../alerts/conditions.ts';
import type { Decided, Finding } from '../../alerts/find-incidents.ts';
import type { Queryable } from '../engine/claim-batch.ts';

export type AlertIncident = {
  id: string;
  workspaceId: string;
  /** Null: the rule was deleted since. */
  ruleId: string | null;
  condition: AlertCondition;
  subject: string;
  flowId: string | null;
  environmentId: string;
  triggerId: string | null;
  connectionId: string | null;
  facts: Finding['facts'];
  openedAt: Date;
  lastSeenAt: Date;
  closedAt: Date | null;
  toldAt: Date | null;
  escalatedAt: Date | null;
  acknowledgedAt: Date | null;
  acknowledgedBy: string | null;
};

type Row = Omit<AlertIncident, 'condition' | 'facts'> & { condition: string; facts: string };
const columns = `i.id, i.workspace_id as "workspaceId", i.rule_id as "ruleId", i.condition, i.subject, i.flow_id as "flowId",
  i.environment_id as "environmentId", i.trigger_id as "triggerId", i.connection_id as "connectionId", i.facts, i.opened_at as "openedAt",
  i.last_seen_at as "lastSeenAt", i.closed_at as "closedAt", i.told_at as "toldAt", i.escalated_at as "escalatedAt",
  i.acknowledged_at as "acknowledgedAt", i.acknowledged_by as "acknowledgedBy"`;
const fromRow = (row: Row): AlertIncident => ({
  ...row,
  condition: JSON.parse(row.condition),
  facts: JSON.parse(row.facts),
});

/** Without a workspace: of all. */
export async function openIncidents(db: Queryable, workspaceId?: string): Promise<AlertIncident[]> {
  const { rows } = await db.query<Row>(
    `select ${columns} from alert_incidents i where closed_at is null and ($1::uuid is null or workspace_id = $1) order by i.id`,
    [workspaceId ?? null],
  );
  return rows.map(fromRow);
}

export async function listIncidents(
  db: Queryable,
  workspaceId: string,
  { state, after, limit }: { state?: 'open' | 'closed' | undefined; after?: string | undefined; limit: number },
): Promise<AlertIncident[]> {
  const { rows } = await db.query<Row>(
    `select ${columns} from alert_incidents i where workspace_id = $1 and ($2::text is null or (closed_at is null) = ($2 = 'open'))
        and ($3::uuid is null or id < $3) order by id desc limit $4`,
    [workspaceId, state ?? null, after ?? null, limit],
  );
  return rows.map(fromRow);
}

/** @throws Failure `missing` / `alert.noIncident` */
export async function getIncident(db: Queryable, workspaceId: string, id: string): Promise<AlertIncident> {
  const { rows } = await db.query<Row>(`select ${columns} from alert_incidents i where workspace_id = $1 and id = $2`, [
    workspaceId,
    id,
  ]);
  if (rows[0] === undefined) throw new Failure('missing', 'alert.noIncident');
  return fromRow(rows[0]);
}

/** Most that one rule opens at a time: beyond this the trouble is one and the same. */
const MOST_AT_ONCE = 50;

export async function writeDecided(
  db: Queryable,
  rule: { id: string; workspaceId: string; condition: AlertCondition },
  { opens, goesOn, closes }: Decided,
  now: number,
): Promise<void> {
  const at = new Date(now);
  for (const { subject, flowId, environmentId, triggerId, connectionId, facts } of opens.slice(0, MOST_AT_ONCE))
    await db.query(
      `insert into alert_incidents (id, workspace_id, rule_id, condition, subject, flow_id, environment_id, trigger_id, connection_id, facts, opened_at, last_seen_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)`,
      [
        uuidv7(),
        rule.workspaceId,
        rule.id,
        JSON.stringify(rule.condition),
        subject,
        flowId ?? null,
        environmentId,
        triggerId ?? null,
        connectionId ?? null,
        JSON.stringify(facts),
        at,
      ],
    );
  for (const { id, facts } of goesOn)
    await db.query('update alert_incidents set last_seen_at = $2, facts = $3 where id = $1', [
      id,
      at,
      JSON.stringify(facts),
    ]);
  if (closes.length > 0) await closeIncidents(db, closes, now);
}

export async function closeIncidents(db: Queryable, ids: readonly string[], now: number): Promise<void> {
  await db.query('update alert_incidents set closed_at = $2 where id = any($1) and closed_at is null', [
    ids,
    new Date(now),
  ]);
}

/** Those of rules that were switched off or deleted end without a word. */
export async function dropOrphans(db: Queryable, now: number): Promise<void> {
  await db.query(
    `update alert_incidents i set closed_at = $1 where closed_at is null
        and not exists (select 1 from alert_rules r where r.id = i.rule_id and r.enabled)`,
    [new Date(now)],
  );
}

export async function markTold(
  db: Queryable,
  id: string,
  what: 'told_at' | 'escalated_at',
  now: number,
): Promise<void> {
  await db.query(`update alert_incidents set ${what} = $2 where id = $1`, [id, new Date(now)]);
}

/** Somebody looks after it. Done again, the first one stays. @throws Failure `missing` / `alert.noIncident` */
export async function acknowledgeIncident(
  db: Queryable,
  workspaceId: string,
  { id, by, now }: { id: string; by: string; now: number },
): Promise<void> {
  const { rowCount } = await db.query(
    `update alert_incidents set acknowledged_at = coalesce(acknowledged_at, $3), acknowledged_by = coalesce(acknowledged_by, $4)
      where workspace_id = $1 and id = $2`,
    [workspaceId, id, new Date(now), by],
  );
  if (rowCount === 0) throw new Failure('missing', 'alert.noIncident');
}

/** What things are called. */
export type Names = {
  flows: ReadonlyMap<string, string>;
  environments: ReadonlyMap<string, string>;
  channels: ReadonlyMap<string, string>;
};

export async function readNames(db: Queryable, workspaceId: string): Promise<Names> {
  const { rows } = await db.query<{ what: keyof Names; id: string; name: string }>(
    `select 'flows' as what, id, name from flows where workspace_id = $1
     union all select 'environments', id::text, name from environments where workspace_id = $1
     union all select 'channels', id::text, name from alert_channels where workspace_id = $1`,
    [workspaceId],
  );
  const named = (what: keyof Names) =>
    new Map(rows.filter((row) => row.what === what).map(({ id, name }) => [id, name]));
  return { flows: named('flows'), environments: named('environments'), channels: named('channels') };
}
