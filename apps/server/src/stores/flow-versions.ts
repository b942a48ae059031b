import { Failure } from '@raccord/contract';
import type { Db } from './database.ts';

export type VersionSummary = {
  version: number;
  digest: string;
  note: string | null;
  createdAt: string;
  createdBy: string | null;
};

/** The history: without what was only tried. */
export async function listVersions(db: Db, workspaceId: string, flowId: string): Promise<VersionSummary[]> {
  const rows = await db
    .selectFrom('flow_versions')
    .select(['version', 'digest', 'note', 'created_at', 'created_by'])
    .where('workspace_id', '=', workspaceId)
    .where('flow_id', '=', flowId)
    .where('version', '>', 0)
    .orderBy('version', 'desc')
    .execute();
  return rows.map(({ created_at: createdAt, created_by: createdBy, ...row }) => ({
    ...row,
    createdAt: createdAt.toISOString(),
    createdBy,
  }));
}

/** The canonical text of a version, which never changes. @throws Failure `missing` / `server.noVersion` */
export async function getVersionText(db: Db, workspaceId: string, flowId: string, version: number): Promise<string> {
  const row = await db
    .selectFrom('flow_versions')
    .select('document')
    .where('workspace_id', '=', workspaceId)
    .where('flow_id', '=', flowId)
    .where('version', '=', version)
    .executeTakeFirst();
  if (row === undefined) throw new Failure('missing', 'server.noVersion', { flow: flowId, version });
  return row.document;
}

/**
 * The version that holds this text: the newest one if it is the same, else a new one. Within a transaction that has locked the flow.
 * @returns its number
 */
export async function ensureVersion(
  db: Db,
  workspaceId: string,
  flowId: string,
  content: { document: string; digest: string; note?: string | undefined; by: string },
): Promise<number> {
  const newest = await db
    .selectFrom('flow_versions')
    .select(['version', 'digest', 'document'])
    .where('workspace_id', '=', workspaceId)
    .where('flow_id', '=', flowId)
    .where('version', '>', 0)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (newest?.digest === content.digest) return newest.version;
  const version = (newest?.version ?? 0) + 1;
  const { document, digest, note, by } = content;
  await db
    .insertInto('flow_versions')
    .values({
      workspace_id: workspaceId,
      flow_id: flowId,
      version,
      document,
      digest,
      note: note ?? null,
      created_by: by,
    })
    .execute();
  return version;
}
