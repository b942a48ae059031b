import { type Kysely, sql } from 'kysely';

/** Files on their way through flows: records carry only a reference. Partitioned as records are, and dropped with them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
create table files (
  id uuid primary key,
  workspace_id uuid not null,
  name text not null,
  type text not null,
  content bytea not null
) partition by range (id)`.execute(db);
  // Attachments are mostly compressed already.
  await sql`alter table files alter column content set storage external`.execute(db);
}
