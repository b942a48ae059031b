import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** The addresses of an environment's webhooks in service, of one connector. */
export async function webhookAddresses(
  db: Kysely<Database>,
  workspaceId: string,
  environment: string,
  connector: string,
  publicUrl: string,
): Promise<string[]> {
  const { rows } = await sql<{ token: string }>`
    select t.token from triggers t join environments e on e.id = t.environment_id
     where t.workspace_id = ${workspaceId} and e.name = ${environment} and t.kind = 'webhook' and t.active and t.uses like ${`${connector}/%`}`.execute(
    db,
  );
  return rows.map(({ token }) => `${publicUrl}/hooks/${token}`);
}
