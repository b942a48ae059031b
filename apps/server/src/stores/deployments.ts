import type { Db } from './database.ts';

export type Deployment = {
  environmentId: string;
  version: number;
  active: boolean;
  deployedAt: string;
  deployedBy: string | null;
};

export async function listDeployments(db: Db, workspaceId: string, flowId: string): Promise<Deployment[]> {
  const rows = await db
    .selectFrom('deployments')
    .select(['environment_id', 'version', 'active', 'deployed_at', 'deployed_by'])
    .where('workspace_id', '=', workspaceId)
    .where('flow_id', '=', flowId)
    .orderBy('environment_id')
    .execute();
  return rows.map((row) => ({
    environmentId: row.environment_id,
    version: row.version,
    active: row.active,
    deployedAt: row.deployed_at.toISOString(),
    deployedBy: row.deployed_by,
  }));
}

/** The canonical texts of the flows in service in an environment. */
export async function deployedDocuments(
  db: Db,
  workspaceId: string,
  environmentId: string,
): Promise<{ flowId: string; document: string }[]> {
  return db
    .selectFrom('deployments as d')
    .innerJoin('flow_versions as v', (join) =>
      join
        .onRef('v.workspace_id', '=', 'd.workspace_id')
        .onRef('v.flow_id', '=', 'd.flow_id')
        .onRef('v.version', '=', 'd.version'),
    )
    .select(['d.flow_id as flowId', 'v.document'])
    .where('d.workspace_id', '=', workspaceId)
    .where('d.environment_id', '=', environmentId)
    .where('d.active', '=', true)
    .execute();
}

export async function putDeployment(
  db: Db,
  deployment: { workspaceId: string; flowId: string; environmentId: string; version: number; by: string },
): Promise<void> {
  const { workspaceId, flowId, environmentId, version, by } = deployment;
  const state = { version, active: true, deployed_at: new Date(), deployed_by: by };
  await db
    .insertInto('deployments')
    .values({ workspace_id: workspaceId, flow_id: flowId, environment_id: environmentId, ...state })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'flow_id', 'environment_id']).doUpdateSet(state))
    .execute();
}

/** @returns false when it was not in service there */
export async function endDeployment(
  db: Db,
  place: { workspaceId: string; flowId: string; environmentId: string },
): Promise<boolean> {
  const result = await db
    .updateTable('deployments')
    .set({ active: false })
    .where('workspace_id', '=', place.workspaceId)
    .where('flow_id', '=', place.flowId)
    .where('environment_id', '=', place.environmentId)
    .where('active', '=', true)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}
