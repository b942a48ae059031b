import { type Kysely, sql } from 'kysely';

/** Some vendors know one address for all that they send: each connection has one, as hard to guess as a trigger's. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
alter table connections add column hook_token text not null unique default 'account_' || replace(gen_random_uuid()::text, '-', '')`.execute(
    db,
  );
}
