import { sql } from 'kysely';
import type { Db } from './database.ts';

/** The envelopes of one connection. */
export type SecretRow = {
  id: string;
  workspace_id: string;
  credentials: string | null;
  signing_secrets: string | null;
};

/** Any envelope that is stored; undefined when there are none. Then, and only then, a new key may be made. */
export async function anyEnvelope(db: Db): Promise<string | undefined> {
  const row = await db
    .selectFrom('connections')
    .select(['credentials', 'signing_secrets'])
    .where((is) => is.or([is('credentials', 'is not', null), is('signing_secrets', 'is not', null)]))
    .limit(1)
    .executeTakeFirst();
  return row?.credentials ?? row?.signing_secrets ?? undefined;
}

/** One connection's envelopes, for whoever may open them; undefined when there is no such connection in the workspace. */
export async function readSecrets(db: Db, workspaceId: string, id: string): Promise<SecretRow | undefined> {
  return db
    .selectFrom('connections')
    .select(['id', 'workspace_id', 'credentials', 'signing_secrets'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** A page of envelopes in the order of ids, locked until the transaction ends. */
export async function lockSecretsAfter(db: Db, after: string, limit: number): Promise<SecretRow[]> {
  return db
    .selectFrom('connections')
    .select(['id', 'workspace_id', 'credentials', 'signing_secrets'])
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .execute();
}

/** Replaces the envelopes of many connections in one statement; null leaves a column as it is null. */
export async function writeEnvelopes(db: Db, rows: readonly Omit<SecretRow, 'workspace_id'>[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    update connections c set credentials = n.credentials, signing_secrets = n.signing_secrets
      from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.credentials)}::text[],
                  ${rows.map((row) => row.signing_secrets)}::text[]) as n(id, credentials, signing_secrets)
     where c.id = n.id`.execute(db);
}
