import { type Kysely, sql } from 'kysely';

/** Tracing on demand: what people have asked to see in full for a while, and what was seen. Redacted before it comes here. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
create table tracings (
  id uuid primary key,
  workspace_id uuid not null references workspaces,
  -- One of the two.
  flow_id text,
  connection_id uuid references connections on delete cascade,
  started_by text not null,
  started_at timestamptz not null default now(),
  until timestamptz not null,
  most_entries integer not null,
  most_bytes bigint not null,
  entries integer not null default 0,
  bytes bigint not null default 0,
  -- Null while it goes on, and when its time was over.
  ended_at timestamptz,
  ended_by text,
  check ((flow_id is null) <> (connection_id is null)),
  foreign key (workspace_id, flow_id) references flows on delete cascade
)`.execute(db);
  // Looked into with each reading of a flow or a connection: nearly always empty.
  await sql`create index tracings_flow_on on tracings (workspace_id, flow_id) where ended_at is null`.execute(db);
  await sql`create index tracings_connection_on on tracings (connection_id) where ended_at is null`.execute(db);
  await sql`create index tracings_list on tracings (workspace_id, id desc)`.execute(db);
  await sql`
create table tracing_entries (
  workspace_id uuid not null,
  tracing_id uuid not null references tracings on delete cascade,
  seq bigint generated always as identity,
  at timestamptz not null,
  kind text not null check (kind in ('call', 'evaluation')),
  flow_id text,
  run_id uuid,
  record_id uuid,
  node text,
  -- JSON: TracedCall or what the expressions gave.
  data text not null,
  primary key (tracing_id, seq)
)`.execute(db);
}
