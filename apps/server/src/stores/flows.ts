import { Failure } from '@raccord/contract';
import { orDuplicate } from './conflicts.ts';
import type { Db } from './database.ts';
import { flowFacts } from './flow-facts.ts';

export type FlowDraft = {
  id: string;
  name: string;
  revision: number;
  updatedAt: string;
  updatedBy: string | null;
  archivedAt: string | null;
  /** The document's canonical JSON text. */
  draft: string;
};

/**
 * The draft. `lock` keeps others from saving or deploying until the transaction ends.
 * @throws Failure `missing` / `server.noFlow`
 */
export async function getFlow(db: Db, workspaceId: string, id: string, lock = false): Promise<FlowDraft> {
  let query = db
    .selectFrom('flows')
    .select(['id', 'name', 'draft', 'revision', 'updated_at', 'updated_by', 'archived_at'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id);
  if (lock) query = query.forUpdate();
  const row = await query.executeTakeFirst();
  if (row === undefined) throw new Failure('missing', 'server.noFlow', { flow: id });
  const { updated_at: updatedAt, updated_by: updatedBy, archived_at: archivedAt, ...rest } = row;
  return {
    ...rest,
    updatedBy,
    updatedAt: updatedAt.toISOString(),
    archivedAt: archivedAt?.toISOString() ?? null,
  };
}

/** @throws Failure `duplicate` / `server.flowExists`, also when the one there is archived */
export async function createFlow(
  db: Db,
  workspaceId: string,
  flow: { id: string; name: string; draft: string; by: string },
): Promise<void> {
  const { id, name, draft, by } = flow;
  const insert = db
    .insertInto('flows')
    .values({ workspace_id: workspaceId, id, name, draft, updated_by: by, ...flowFacts(draft) })
    .execute();
  await orDuplicate(insert, 'server.flowExists', { flow: id });
}

/**
 * Saves the draft if nobody saved another since `revision`.
 * @returns the new revision
 * @throws Failure `missing` / `server.noFlow`, `duplicate` / `server.draftChanged` with the newer `revision`
 */
export async function saveDraft(
  db: Db,
  workspaceId: string,
  flow: { id: string; name: string; draft: string; revision: number; by: string },
): Promise<number> {
  const { id, name, draft, revision, by } = flow;
  const row = await db
    .updateTable('flows')
    .set({
      ...{ name, draft, ...flowFacts(draft) },
      ...{ revision: revision + 1, updated_at: new Date(), updated_by: by, archived_at: null },
    })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .where('revision', '=', revision)
    .returning('revision')
    .executeTakeFirst();
  if (row !== undefined) return row.revision;
  const newer = await getFlow(db, workspaceId, id);
  throw new Failure('duplicate', 'server.draftChanged', { revision: newer.revision, by: newer.updatedBy });
}

/** @throws Failure `missing` / `server.noFlow`, `config` / `server.flowInService` */
export async function archiveFlow(db: Db, workspaceId: string, id: string): Promise<void> {
  const active = await db
    .selectFrom('deployments')
    .select('version')
    .where('workspace_id', '=', workspaceId)
    .where('flow_id', '=', id)
    .where('active', '=', true)
    .executeTakeFirst();
  if (active !== undefined) throw new Failure('config', 'server.flowInService', { flow: id });
  const result = await db
    .updateTable('flows')
    .set({ archived_at: new Date() })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (result.numUpdatedRows === 0n) throw new Failure('missing', 'server.noFlow', { flow: id });
}

/** @throws Failure `missing` / `server.noFlow` */
export async function unarchiveFlow(db: Db, workspaceId: string, id: string): Promise<void> {
  const result = await db
    .updateTable('flows')
    .set({ archived_at: null })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (result.numUpdatedRows === 0n) throw new Failure('missing', 'server.noFlow', { flow: id });
}
