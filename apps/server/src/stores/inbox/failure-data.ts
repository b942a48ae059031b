import type { FlowDocument } from '@raccord/contract';
import type { Queryable } from '../engine/claim-batch.ts';

/** What failed, with what is needed to change it: its data, and what its trigger (`uses`) says records are like. */
export type FailureRecord = {
  id: string;
  recordId: string;
  recordKey: string | null;
  flowId: string;
  node: string;
  failure: string;
  createdAt: Date;
  data: unknown;
  uses: string | undefined;
};

/** In the order they came. */
export async function readFailureData(
  db: Queryable,
  workspaceId: string,
  ids: readonly string[],
): Promise<FailureRecord[]> {
  const { rows } = await db.query<{
    id: string;
    record_id: string;
    record_key: string | null;
    flow_id: string;
    version: number;
    node: string;
    failure: string;
    created_at: Date;
    data: string;
  }>(
    `select id, record_id, record_key, flow_id, version, node, failure, created_at, data from failures
      where workspace_id = $1 and id = any($2) order by id`,
    [workspaceId, ids],
  );
  const uses = new Map<string, string | undefined>();
  for (const { flow_id: flowId, version } of rows) {
    const key = `${flowId} ${version}`;
    if (!uses.has(key)) uses.set(key, await triggerUses(db, workspaceId, flowId, version));
  }
  return rows.map((row) => ({
    id: row.id,
    recordId: row.record_id,
    recordKey: row.record_key,
    flowId: row.flow_id,
    node: row.node,
    failure: row.failure,
    createdAt: row.created_at,
    data: JSON.parse(row.data),
    uses: uses.get(`${row.flow_id} ${row.version}`),
  }));
}

async function triggerUses(db: Queryable, workspaceId: string, flowId: string, version: number) {
  const { rows } = await db.query<{ document: string }>(
    'select document from flow_versions where workspace_id = $1 and flow_id = $2 and version = $3',
    [workspaceId, flowId, version],
  );
  const document: FlowDocument | undefined = rows[0] === undefined ? undefined : JSON.parse(rows[0].document);
  const trigger = document?.nodes.find((node) => node.kind === 'trigger');
  return trigger?.kind === 'trigger' ? trigger.uses : undefined;
}
