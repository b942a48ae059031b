import { type Kysely, sql } from 'kysely';

/** Which credentials of a connection are set, so that the server can say so without opening the vault's envelope. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table connections add column credential_fields text[] not null default '{}'`.execute(db);
}
