import { type Kysely, sql } from 'kysely';

/** Questions to people about records, and what they want done with all records of a key. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Not used in this migration: a new value of an enum is there once what added it is committed.
  await sql`alter type wait_reason add value if not exists 'approval'`.execute(db);
  await sql`
create table approvals (
  id uuid primary key,
  workspace_id uuid not null,
  flow_id text not null,
  version integer not null,
  environment_id uuid not null,
  run_id uuid not null,
  record_id uuid not null,
  node text not null,
  -- Of the data: a record is asked about the same once, however often it comes by.
  digest text not null,
  record_key text,
  question text not null,
  -- JSON: what the person is shown. What they changed stands beside it.
  data text not null,
  edited text,
  -- JSON: AskedField[]; null: all of the data may be changed.
  fields text,
  decide text not null check (decide in ('operator', 'builder', 'admin', 'owner')),
  remember_key text,
  due_at timestamptz,
  -- What it counts as when nobody decided in time; null: it stays.
  otherwise text check (otherwise in ('approved', 'rejected')),
  -- 'closed': nobody waits for an answer any more.
  state text not null default 'open' check (state in ('open', 'approved', 'rejected', 'closed')),
  decided_at timestamptz,
  decided_by text,
  how text check (how in ('person', 'remembered', 'due')),
  comment text,
  -- The record has been sent on since it was decided about, or does not wait for it.
  heard boolean not null default false,
  created_at timestamptz not null default now(),
  unique (record_id, node, digest)
)`.execute(db);
  await sql`create index approvals_open on approvals (workspace_id, id desc) where state = 'open'`.execute(db);
  await sql`create index approvals_list on approvals (workspace_id, id desc)`.execute(db);
  await sql`create index approvals_unheard on approvals (decided_at) where state in ('approved', 'rejected') and not heard`.execute(
    db,
  );
  await sql`
create table remembered_choices (
  id uuid primary key,
  workspace_id uuid not null,
  flow_id text not null,
  environment_id uuid not null,
  node text not null,
  key text not null,
  choice text not null check (choice in ('approved', 'rejected')),
  -- JSON: what is changed in the data each time; null: nothing.
  changes text,
  comment text,
  chosen_by text not null,
  -- The question it was the answer to.
  approval_id uuid,
  created_at timestamptz not null default now(),
  unique (workspace_id, flow_id, environment_id, node, key)
)`.execute(db);
}
