import type { Pool } from 'pg';

/** The client a workspace has for a connector; `secret` is sealed. */
export async function readOAuthClient(
  pool: Pool,
  workspaceId: string,
  connector: string,
): Promise<{ clientId: string; secret: string | null } | undefined> {
  const { rows } = await pool.query<{ client_id: string; secret: string | null }>(
    'select client_id, secret from oauth_clients where workspace_id = $1 and connector = $2',
    [workspaceId, connector],
  );
  return rows[0] && { clientId: rows[0].client_id, secret: rows[0].secret };
}
