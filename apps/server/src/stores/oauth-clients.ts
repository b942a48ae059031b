import { sql } from 'kysely';
import type { Db } from './database.ts';

/** A workspace's client for a connector, as people may see it. */
export type StoredClient = {
  connector: string;
  clientId: string;
  hasSecret: boolean;
  updatedAt: string;
  updatedBy: string;
};

export async function listOAuthClients(db: Db, workspaceId: string): Promise<StoredClient[]> {
  const rows = await db
    .selectFrom('oauth_clients')
    .select(['connector', 'client_id', 'updated_at', 'updated_by', sql<boolean>`secret is not null`.as('has_secret')])
    .where('workspace_id', '=', workspaceId)
    .orderBy('connector')
    .execute();
  return rows.map((row) => ({
    connector: row.connector,
    clientId: row.client_id,
    hasSecret: row.has_secret,
    updatedAt: row.updated_at.toISOString(),
    updatedBy: row.updated_by,
  }));
}

/** `secret`: sealed. */
export async function putOAuthClient(
  db: Db,
  workspaceId: string,
  { connector, clientId, secret, by }: { connector: string; clientId: string; secret: string | null; by: string },
): Promise<void> {
  const values = { client_id: clientId, secret, updated_at: new Date(), updated_by: by };
  await db
    .insertInto('oauth_clients')
    .values({ workspace_id: workspaceId, connector, ...values })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'connector']).doUpdateSet(values))
    .execute();
}

/** @returns false when there was none */
export async function deleteOAuthClient(db: Db, workspaceId: string, connector: string): Promise<boolean> {
  const result = await db
    .deleteFrom('oauth_clients')
    .where('workspace_id', '=', workspaceId)
    .where('connector', '=', connector)
    .executeTakeFirst();
  return result.numDeletedRows === 1n;
}

/** All sealed secrets of clients, locked until the transaction ends. */
export async function lockClientSecrets(
  db: Db,
): Promise<{ workspace_id: string; connector: string; secret: string }[]> {
  const rows = await db
    .selectFrom('oauth_clients')
    .select(['workspace_id', 'connector', 'secret'])
    .where('secret', 'is not', null)
    .forUpdate()
    .execute();
  return rows.flatMap(({ secret, ...row }) => (secret === null ? [] : [{ ...row, secret }]));
}

export async function writeClientSecret(
  db: Db,
  { workspace_id, connector, secret }: { workspace_id: string; connector: string; secret: string },
): Promise<void> {
  await db
    .updateTable('oauth_clients')
    .set({ secret })
    .where('workspace_id', '=', workspace_id)
    .where('connector', '=', connector)
    .execute();
}
