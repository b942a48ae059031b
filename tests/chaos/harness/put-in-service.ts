import type { FlowDocument } from '@raccord/contract';
import { uuidv7 } from '@raccord/runtime/uuid';
import { DEFAULT_WORKSPACE } from '@raccord/server/stores/workspaces';
import type { Pool } from 'pg';

export type Trigger = {
  kind?: 'manual' | 'webhook' | 'poll';
  config?: Record<string, unknown>;
  connectionId?: string;
  everyMs?: number;
};

/**
 * Puts a flow straight into service, with its slot `up` bound to `connectionId`.
 * @returns the token of its webhook's address
 */
export async function putInService(
  pool: Pool,
  place: { environmentId: string; connectionId: string },
  document: FlowDocument,
  trigger: Trigger = {},
): Promise<string> {
  const node = document.nodes.find((each) => each.kind === 'trigger');
  const token = uuidv7().replaceAll('-', '');
  const flow = [DEFAULT_WORKSPACE, document.id];
  await pool.query('insert into flows (workspace_id, id, name, draft) values ($1, $2, $2, $3)', [...flow, '{}']);
  await pool.query(
    "insert into flow_versions (workspace_id, flow_id, version, document, digest) values ($1, $2, 1, $3, '')",
    [...flow, JSON.stringify(document)],
  );
  await pool.query('insert into deployments (workspace_id, flow_id, environment_id, version) values ($1, $2, $3, 1)', [
    ...flow,
    place.environmentId,
  ]);
  await pool.query(
    "insert into bindings (workspace_id, flow_id, environment_id, slot, connection_id) values ($1, $2, $3, 'up', $4)",
    [...flow, place.environmentId, place.connectionId],
  );
  await pool.query(
    `insert into triggers (id, workspace_id, flow_id, environment_id, node, uses, kind, token, config, connection_id, ordered, every_ms, next_due_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, case when $7 = 'poll' then now() end)`,
    [
      uuidv7(),
      ...flow,
      place.environmentId,
      node?.id,
      node?.kind === 'trigger' ? node.uses : '',
      trigger.kind ?? 'manual',
      token,
      JSON.stringify(trigger.config ?? {}),
      trigger.connectionId ?? null,
      document.settings?.ordering === 'key',
      trigger.everyMs ?? null,
    ],
  );
  return token;
}
