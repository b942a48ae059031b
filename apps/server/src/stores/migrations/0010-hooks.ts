import { type Kysely, sql } from 'kysely';

/** Others who want to be told when something happens here: Zapier and the like. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
create table hooks (
  id uuid primary key,
  workspace_id uuid not null,
  event text not null,
  -- The address is all that protects it: it is sent to, and never shown whole.
  url text not null,
  created_at timestamptz not null default now(),
  -- When it took something last, and how often it has not been there since.
  taken_at timestamptz,
  missed integer not null default 0
)`.execute(db);
  // Each switching on comes with a new address; the same one twice is one.
  await sql`create unique index hooks_once on hooks (workspace_id, event, md5(url))`.execute(db);
}
