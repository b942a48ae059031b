import { randomUUIDv7 } from 'node:crypto';
import { randomToken, tokenHash } from '../sign-in/random-token.ts';
import { isRole, type Role } from '../sign-in/roles.ts';
import type { Db } from './database.ts';

/** What may be seen of a token. Moments are ISO text. */
export type ApiToken = { id: string; name: string; role: string; createdAt: string; lastUsedAt: string | null };

const PREFIX = 'rcd_';
/** `last_used_at` is a hint for people; writing it at each call would cost an update per request. */
const SEEN_EVERY_MS = 60_000;

/** Makes a token; it is returned this once and only its hash is kept. */
export async function createApiToken(
  db: Db,
  { workspaceId, name, role }: { workspaceId: string; name: string; role: Role },
): Promise<{ token: string; id: string }> {
  const token = randomToken(PREFIX);
  const id = randomUUIDv7();
  await db
    .insertInto('api_tokens')
    .values({ id, workspace_id: workspaceId, name, role, hash: tokenHash(token) })
    .execute();
  return { token, id };
}

export async function listApiTokens(db: Db, workspaceId: string): Promise<ApiToken[]> {
  const rows = await db
    .selectFrom('api_tokens')
    .select(['id', 'name', 'role', 'created_at', 'last_used_at'])
    .where('workspace_id', '=', workspaceId)
    .where('revoked_at', 'is', null)
    .orderBy('id', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    role: row.role,
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  }));
}

/** @returns false when there is no such token that still works */
export async function revokeApiToken(db: Db, workspaceId: string, id: string): Promise<boolean> {
  const result = await db
    .updateTable('api_tokens')
    .set({ revoked_at: new Date() })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export async function revokeTokensNamed(db: Db, workspaceId: string, name: string): Promise<void> {
  await db
    .updateTable('api_tokens')
    .set({ revoked_at: new Date() })
    .where('workspace_id', '=', workspaceId)
    .where('name', '=', name)
    .where('revoked_at', 'is', null)
    .execute();
}

/** Who a token stands for; undefined when it is none of ours or was revoked. */
export async function findApiToken(
  db: Db,
  token: string,
): Promise<{ id: string; workspaceId: string; name: string; role: Role } | undefined> {
  if (!token.startsWith(PREFIX)) return undefined;
  const row = await db
    .selectFrom('api_tokens')
    .select(['id', 'workspace_id', 'name', 'role', 'last_used_at'])
    .where('hash', '=', tokenHash(token))
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined || !isRole(row.role)) return undefined;
  const now = new Date();
  if (row.last_used_at === null || now.getTime() - row.last_used_at.getTime() > SEEN_EVERY_MS)
    await db.updateTable('api_tokens').set({ last_used_at: now }).where('id', '=', row.id).execute();
  return { id: row.id, workspaceId: row.workspace_id, name: row.name, role: row.role };
}
