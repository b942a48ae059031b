import { type Kysely, sql } from 'kysely';

/** The inbox as a place to work in: what people say of a group of failures, and work on many of them at once. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table failures add column record_key text`.execute(db);
  // A group is counted, and its newest failure found, without reading the rows.
  await sql`
create index failures_inbox on failures (workspace_id, status, fingerprint, created_at desc)
  include (flow_id, environment_id, node, kind, code)`.execute(db);
  await sql`drop index failures_group`.execute(db);
  await sql`create index failures_of_group on failures (workspace_id, fingerprint, created_at desc, id desc)`.execute(
    db,
  );
  await sql`drop index failures_open`.execute(db);
  await sql`create index failures_newest on failures (workspace_id, status, created_at desc, id desc)`.execute(db);
  // Small: only what a later success of the same record could end.
  await sql`
create index failures_later on failures (flow_id, record_key) where status = 'open' and record_key is not null`.execute(
    db,
  );
  await sql`create index failures_resolved on failures (resolved_at) where resolved_at is not null`.execute(db);

  await sql`
create table failure_groups (
  workspace_id uuid not null,
  fingerprint text not null,
  assignee text,
  tags text[] not null default '{}',
  snoozed_at timestamptz,
  -- Null while snoozed: until it happens again.
  snoozed_until timestamptz,
  -- Since when whatever comes into this group is ignored by itself.
  ignored_at timestamptz,
  ignored_by text,
  updated_at timestamptz not null default now(),
  primary key (workspace_id, fingerprint)
)`.execute(db);
  await sql`create index failure_groups_ignored on failure_groups (workspace_id, fingerprint) where ignored_at is not null`.execute(
    db,
  );
  // Who did what to a group, and what they said; kept as long as anything of the group is.
  await sql`
create table failure_notes (
  id uuid primary key,
  workspace_id uuid not null,
  fingerprint text not null,
  act text not null,
  actor text not null,
  data text not null default '{}',
  at timestamptz not null default now()
)`.execute(db);
  await sql`create index failure_notes_group on failure_notes (workspace_id, fingerprint, id desc)`.execute(db);

  await sql`
create table failure_jobs (
  id uuid primary key,
  workspace_id uuid not null,
  act text not null check (act in ('retry', 'resolve', 'ignore', 'reopen')),
  -- JSON: which failures, and what is replaced in their data.
  target text not null,
  replacement text,
  total integer not null,
  done integer not null default 0,
  -- JSON: how many were refused, by code.
  refused text not null default '{}',
  -- The failures there were when it was asked for; those that come of it are none of them.
  up_to uuid not null,
  last_id uuid,
  actor text not null,
  created_at timestamptz not null default now(),
  ended_at timestamptz
)`.execute(db);
  await sql`create index failure_jobs_open on failure_jobs (id) where ended_at is null`.execute(db);
  await sql`create index failure_jobs_recent on failure_jobs (workspace_id, id desc)`.execute(db);
}
