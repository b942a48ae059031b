import { type ApprovalChoice, Failure } from '@raccord/contract';
import type { Db } from './database.ts';

export type RememberedChoice = {
  id: string;
  flowId: string;
  environmentId: string;
  node: string;
  key: string;
  choice: ApprovalChoice;
  /** What is changed in the data each time; absent: nothing. */
  changes?: unknown;
  comment: string | null;
  by: string;
  createdAt: string;
};

/** The newest first; `after` is the id of the last one seen. */
export async function listRememberedChoices(
  db: Db,
  workspaceId: string,
  filter: {
    flowId?: string | undefined;
    environmentId?: string | undefined;
    search?: string | undefined;
    after?: string | undefined;
    limit: number;
  },
): Promise<RememberedChoice[]> {
  let query = db
    .selectFrom('remembered_choices')
    .select([
      'id',
      'flow_id',
      'environment_id',
      'node',
      'key',
      'choice',
      'changes',
      'comment',
      'chosen_by',
      'created_at',
    ])
    .where('workspace_id', '=', workspaceId);
  if (filter.flowId !== undefined) query = query.where('flow_id', '=', filter.flowId);
  if (filter.environmentId !== undefined) query = query.where('environment_id', '=', filter.environmentId);
  if (filter.search !== undefined && filter.search !== '')
    query = query.where('key', 'ilike', `%${filter.search.replace(/[\\%_]/g, '\\$&')}%`);
  if (filter.after !== undefined) query = query.where('id', '<', filter.after);
  const rows = await query.orderBy('id', 'desc').limit(filter.limit).execute();
  return rows.map((row) => ({
    id: row.id,
    flowId: row.flow_id,
    environmentId: row.environment_id,
    node: row.node,
    key: row.key,
    choice: row.choice,
    ...(row.changes === null ? {} : { changes: (JSON.parse(row.changes) as { set: unknown }).set }),
    comment: row.comment,
    by: row.chosen_by,
    createdAt: row.created_at.toISOString(),
  }));
}

/** Later records with its key are asked about again. @throws Failure `missing` / `approval.noChoice` */
export async function revokeRememberedChoice(
  db: Db,
  workspaceId: string,
  id: string,
): Promise<{ flowId: string; environmentId: string; node: string; key: string }> {
  const row = await db
    .deleteFrom('remembered_choices')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .returning(['flow_id', 'environment_id', 'node', 'key'])
    .executeTakeFirst();
  if (row === undefined) throw new Failure('missing', 'approval.noChoice', { id });
  return { flowId: row.flow_id, environmentId: row.environment_id, node: row.node, key: row.key };
}
