import { type Kysely, sql } from 'kysely';

/** How long things are kept, how much there is of them, and what was done about the data of one person. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Days; null: as it is said one step above (flow, environment, the house); 0: for ever.
  await sql`
create table keeping (
  workspace_id uuid not null references workspaces,
  environment_id uuid not null references environments on delete cascade,
  -- Empty: of the environment.
  flow_id text not null default '',
  payload_days integer check (payload_days between 0 and 3650),
  metadata_days integer check (metadata_days between 0 and 3650),
  failure_days integer check (failure_days between 0 and 3650),
  updated_at timestamptz not null default now(),
  updated_by text not null,
  primary key (workspace_id, environment_id, flow_id)
)`.execute(db);
  // Days of which a part was taken out, so that they are not read again until something about them has changed.
  await sql`
create table swept_days (
  partition text primary key,
  -- What had been over by then, by which rules.
  signature text not null,
  swept_at timestamptz not null default now()
)`.execute(db);
  // Counted behind the work, a day at a time; see stores/keeping/kept-sizes.ts.
  await sql`
create table kept_sizes (
  day date not null,
  what text not null check (what in ('payloads', 'failures')),
  workspace_id uuid not null,
  environment_id uuid not null,
  flow_id text not null,
  items bigint not null,
  bytes bigint not null,
  primary key (day, what, workspace_id, environment_id, flow_id)
)`.execute(db);
  await sql`
create table kept_sizes_made (
  day date not null,
  what text not null,
  made_at timestamptz not null default now(),
  primary key (day, what)
)`.execute(db);
  await sql`
create table clean_ups (
  id uuid primary key,
  started_at timestamptz not null default now(),
  ended_at timestamptz,
  -- Partitions dropped whole; emptied but for what is still kept; rows taken out one by one.
  dropped integer not null default 0,
  emptied integer not null default 0,
  deleted bigint not null default 0,
  -- There was more to do than one go takes.
  more boolean not null default false,
  failure text
)`.execute(db);
  await sql`
create table person_jobs (
  id uuid primary key,
  workspace_id uuid not null references workspaces,
  -- Whom it is about, while it is under way; never longer than a day after the look.
  subject text,
  -- SHA-256 of it: what stays.
  subject_hash bytea not null,
  state text not null check (state in ('looking', 'looked', 'erasing', 'erased', 'over')),
  -- JSON: how far it is.
  place text,
  due_at timestamptz not null default now(),
  -- JSON: what was found and erased, by table, and where it is named in what is not erased.
  found text not null default '{}',
  -- Work of the person's that had not ended is cancelled first.
  cancels boolean not null default false,
  asked_by text not null,
  asked_at timestamptz not null default now(),
  looked_at timestamptz,
  confirmed_by text,
  confirmed_at timestamptz,
  ended_at timestamptz,
  -- Why the last step did not work; it is tried again.
  failure text
)`.execute(db);
  await sql`create index person_jobs_open on person_jobs (id) where state in ('looking', 'erasing')`.execute(db);
  await sql`create index person_jobs_list on person_jobs (workspace_id, id desc)`.execute(db);
}
