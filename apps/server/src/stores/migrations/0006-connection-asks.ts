import { type Kysely, sql } from 'kysely';

/**
 * What people ask of workers about a connection (does it work, which channels are there, connect it): credentials are opened by
 * workers only. Rows live for seconds. `question` is sealed: it may hold the code of a consent.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
create table connection_asks (
  id uuid primary key,
  connection_id uuid not null references connections on delete cascade,
  question text not null,
  answer text,
  asked_at timestamptz not null default now(),
  taken_at timestamptz
)`.execute(db);
  await sql`create index connection_asks_asked on connection_asks (asked_at)`.execute(db);
}
