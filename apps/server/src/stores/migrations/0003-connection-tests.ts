import { type Kysely, sql } from 'kysely';

/** How the last test of a connection went. The server asks for it, a worker does it: credentials are opened by workers only. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table connections add column tested_at timestamptz, add column test_result text`.execute(db);
}
