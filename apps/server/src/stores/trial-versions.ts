import { sql } from 'kysely';
import type { Db } from './database.ts';

/**
 * The trial version that holds this text. Trial versions have numbers below zero: the engine runs them as it runs any other, and nobody
 * deploys or restores one. Within a transaction that has locked the flow.
 * @returns its number
 */
export async function ensureTrialVersion(
  db: Db,
  workspaceId: string,
  flowId: string,
  content: { document: string; digest: string; by: string },
): Promise<number> {
  const { document, digest, by } = content;
  const trials = db
    .selectFrom('flow_versions')
    .where('workspace_id', '=', workspaceId)
    .where('flow_id', '=', flowId)
    .where('version', '<', 0);
  const same = await trials.select('version').where('digest', '=', digest).executeTakeFirst();
  if (same !== undefined) return same.version;
  const { lowest } = await trials.select(sql<number>`coalesce(min(version), 0)`.as('lowest')).executeTakeFirstOrThrow();
  const version = lowest - 1;
  await db
    .insertInto('flow_versions')
    .values({ workspace_id: workspaceId, flow_id: flowId, version, document, digest, created_by: by })
    .execute();
  return version;
}
