import { type Kysely, sql } from 'kysely';

/** Tests of flows, kept beside their drafts; whether an environment asks for them; and what people ask of workers about flows. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
create table flow_tests (
  workspace_id uuid not null,
  flow_id text not null,
  -- The name of its file, when it is exported.
  id text not null,
  -- What the test shows, as it stands in the document.
  name text not null,
  -- JSON, exactly as in flows/<flow>/tests/<id>.json.
  document text not null,
  revision integer not null default 1,
  updated_at timestamptz not null default now(),
  updated_by text not null,
  primary key (workspace_id, flow_id, id),
  foreign key (workspace_id, flow_id) references flows
)`.execute(db);
  await sql`alter table environments add column tests_required boolean not null default false`.execute(db);
  // Expressions are evaluated by workers only. Rows live for seconds.
  await sql`
create table flow_asks (
  id uuid primary key,
  question text not null,
  answer text,
  asked_at timestamptz not null default now(),
  taken_at timestamptz
)`.execute(db);
  await sql`create index flow_asks_asked on flow_asks (asked_at)`.execute(db);
}
