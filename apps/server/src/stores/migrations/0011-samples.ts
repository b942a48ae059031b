import { type Kysely, sql } from 'kysely';

/**
 * Samples that flows are tried on, and addresses that wait for one delivery to make a sample of. A version below zero is what a trial
 * ran: never deployed, and no part of the history.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
create table samples (
  id uuid primary key,
  workspace_id uuid not null,
  flow_id text not null,
  -- The step it is the output of: the trigger's are what flows are tried on.
  node text not null,
  name text not null,
  origin text not null check (origin in ('webhook', 'poll', 'run', 'pasted', 'example')),
  -- JSON, without secrets.
  data text not null,
  -- Of a trigger: tried on unless others are chosen. Of another step: what it gives instead of being done.
  pinned boolean not null default false,
  taken_at timestamptz not null default now(),
  taken_by text not null,
  foreign key (workspace_id, flow_id) references flows on delete cascade
)`.execute(db);
  await sql`create index samples_flow on samples (workspace_id, flow_id, node, id)`.execute(db);
  await sql`
create table sample_listeners (
  id uuid primary key,
  workspace_id uuid not null,
  flow_id text not null,
  node text not null,
  uses text not null,
  -- JSON object: the trigger's configuration as it was drawn when somebody began to listen.
  config text not null,
  connection_id uuid references connections on delete cascade,
  token_hash bytea not null unique,
  expires_at timestamptz not null,
  -- The delivery came, and made these samples.
  caught_at timestamptz,
  sample_ids uuid[] not null default '{}',
  -- JSON: FailureData of the last delivery that was not taken.
  refusal text,
  listened_by text not null,
  foreign key (workspace_id, flow_id) references flows on delete cascade
)`.execute(db);
  await sql`create index sample_listeners_flow on sample_listeners (workspace_id, flow_id)`.execute(db);
}
