import { Failure } from '@raccord/contract';
import { uuidv7 } from '@raccord/runtime/uuid';
import type { AlertCondition, AlertScope } from '../../alerts/conditions.ts';
import { defaultRules } from '../../alerts/default-rules.ts';
import type { Queryable } from '../engine/claim-batch.ts';

export type Escalation = { afterMinutes: number; channelId: string };
export type AlertRule = {
  id: string;
  workspaceId: string;
  /** Its name among the rules of the first day; null for people's own. */
  builtin: string | null;
  condition: AlertCondition;
  scope: AlertScope;
  channelIds: string[];
  escalation: Escalation | null;
  enabled: boolean;
  updatedAt: string;
  updatedBy: string;
};
export type RuleFields = Pick<AlertRule, 'condition' | 'scope' | 'channelIds' | 'escalation' | 'enabled'>;

export const MOST_RULES = 200;

/** The rules of the first day, in each workspace once; what people made of them stays. */
export async function ensureDefaultRules(db: Queryable): Promise<void> {
  const names = Object.keys(defaultRules);
  const conditions = Object.values(defaultRules).map((condition) => JSON.stringify(condition));
  await db.query(
    `insert into alert_rules (id, workspace_id, builtin, condition, updated_by)
     select gen_random_uuid(), w.id, u.builtin, u.condition, 'raccord' from workspaces w, unnest($1::text[], $2::text[]) as u(builtin, condition)
     on conflict do nothing`,
    [names, conditions],
  );
}

type Row = {
  id: string;
  workspace_id: string;
  builtin: string | null;
  flow_id: string | null;
  tag: string | null;
  environment_id: string | null;
  condition: string;
  channel_ids: string[];
  escalate_after_minutes: number | null;
  escalate_channel_id: string | null;
  enabled: boolean;
  updated_at: Date;
  updated_by: string;
};
const fromRow = (row: Row): AlertRule => ({
  id: row.id,
  workspaceId: row.workspace_id,
  builtin: row.builtin,
  condition: JSON.parse(row.condition),
  scope: { flowId: row.flow_id, tag: row.tag, environmentId: row.environment_id },
  channelIds: row.channel_ids,
  escalation:
    row.escalate_after_minutes === null || row.escalate_channel_id === null
      ? null
      : { afterMinutes: row.escalate_after_minutes, channelId: row.escalate_channel_id },
  enabled: row.enabled,
  updatedAt: row.updated_at.toISOString(),
  updatedBy: row.updated_by,
});

/** Those of the first day, then people's own, oldest first. Without a workspace: of all. */
export async function listAlertRules(db: Queryable, workspaceId?: string): Promise<AlertRule[]> {
  const { rows } = await db.query<Row>(
    'select * from alert_rules where $1::uuid is null or workspace_id = $1 order by builtin, id',
    [workspaceId ?? null],
  );
  return rows.map(fromRow);
}

/** @throws Failure `missing` / `alert.noRule` */
export async function getAlertRule(db: Queryable, workspaceId: string, id: string): Promise<AlertRule> {
  const { rows } = await db.query<Row>('select * from alert_rules where workspace_id = $1 and id = $2', [
    workspaceId,
    id,
  ]);
  if (rows[0] === undefined) throw new Failure('missing', 'alert.noRule');
  return fromRow(rows[0]);
}

/** Makes it, or puts it in the place of the one that is there. @throws Failure config `alert.tooManyRules` */
export async function putAlertRule(
  db: Queryable,
  { workspaceId, id, by }: { workspaceId: string; id?: string; by: string },
  fields: RuleFields,
): Promise<AlertRule> {
  const { condition, scope, channelIds, escalation, enabled } = fields;
  const { rows } = await db.query<Row>(
    `insert into alert_rules (id, workspace_id, flow_id, tag, environment_id, condition, channel_ids, escalate_after_minutes, escalate_channel_id, enabled, updated_by)
     select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11
      where $12 or (select count(*) from alert_rules where workspace_id = $2) < ${MOST_RULES}
     on conflict (id) do update set flow_id = excluded.flow_id, tag = excluded.tag, environment_id = excluded.environment_id,
       condition = excluded.condition, channel_ids = excluded.channel_ids, escalate_after_minutes = excluded.escalate_after_minutes,
       escalate_channel_id = excluded.escalate_channel_id, enabled = excluded.enabled, updated_by = excluded.updated_by, updated_at = now()
     returning *`,
    [
      id ?? uuidv7(),
      workspaceId,
      scope.flowId,
      scope.tag,
      scope.environmentId,
      JSON.stringify(condition),
      channelIds,
      escalation?.afterMinutes ?? null,
      escalation?.channelId ?? null,
      enabled,
      by,
      id !== undefined,
    ],
  );
  if (rows[0] === undefined) throw new Failure('config', 'alert.tooManyRules', { most: MOST_RULES });
  return fromRow(rows[0]);
}

export async function deleteAlertRule(db: Queryable, workspaceId: string, id: string): Promise<void> {
  await db.query('delete from alert_rules where workspace_id = $1 and id = $2', [workspaceId, id]);
}

export type AlertMute = {
  id: string;
  workspaceId: string;
  ruleId: string | null;
  flowId: string | null;
  until: Date;
  by: string;
};

/** Those that have not ended. Without a workspace: of all. */
export async function listAlertMutes(db: Queryable, now: number, workspaceId?: string): Promise<AlertMute[]> {
  const { rows } = await db.query<AlertMute>(
    `select id, workspace_id as "workspaceId", rule_id as "ruleId", flow_id as "flowId", until, muted_by as by
       from alert_mutes where ($1::uuid is null or workspace_id = $1) and until > $2 order by until limit 500`,
    [workspaceId ?? null, new Date(now)],
  );
  return rows;
}

/** What is muted again is muted until then; what has ended goes. */
export async function putAlertMute(db: Queryable, mute: Omit<AlertMute, 'id'>): Promise<void> {
  const { workspaceId, ruleId, flowId, until, by } = mute;
  await db.query(
    `delete from alert_mutes where workspace_id = $1
        and (until < now() or (rule_id is not distinct from $2 and flow_id is not distinct from $3))`,
    [workspaceId, ruleId, flowId],
  );
  await db.query(
    'insert into alert_mutes (id, workspace_id, rule_id, flow_id, until, muted_by) values ($1, $2, $3, $4, $5, $6)',
    [uuidv7(), workspaceId, ruleId, flowId, until, by],
  );
}

export async function deleteAlertMute(db: Queryable, workspaceId: string, id: string): Promise<void> {
  await db.query('delete from alert_mutes where workspace_id = $1 and id = $2', [workspaceId, id]);
}
