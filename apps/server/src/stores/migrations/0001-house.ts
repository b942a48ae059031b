import { type Kysely, sql } from 'kysely';

/**
 * The house. Three rules explain most of it:
 *
 * 1. Ids of things that grow are UUIDs of version 7, made by us, so a range of ids is a span of time. Tables that grow are
 *    partitioned by their id: one day a partition, made ahead by `partitions.ts`, dropped whole when kept long enough.
 * 2. What people send us is kept as `text`, never `jsonb`: jsonb refuses `\u0000`, reorders keys and costs a parse.
 * 3. A record is updated once in its life on the good path. No index covers what that update changes, so it is a HOT update;
 *    what waits for something other than its turn stands in `parked`, which is indexed and small.
 */
const statements = `
create type record_state as enum ('waiting', 'succeeded', 'filtered', 'failed', 'inDoubt', 'cancelled');
create type wait_reason as enum ('turn', 'retry', 'held', 'time', 'group', 'subflow', 'lane');

create table workspaces (
  id uuid primary key,
  name text not null,
  created_at timestamptz not null default now()
);

create table environments (
  id uuid primary key,
  workspace_id uuid not null references workspaces,
  name text not null,
  colour text not null default 'violet',
  variables text not null default '{}',
  created_at timestamptz not null default now(),
  unique (workspace_id, name)
);

create table connections (
  id uuid primary key,
  workspace_id uuid not null references workspaces,
  environment_id uuid not null references environments,
  connector text not null,
  name text not null,
  settings text not null default '{}',
  endpoints text not null default '{}',
  -- Vault envelopes (see vault/): credentials are opened by workers only, signing secrets by the server's webhook intake only.
  credentials text,
  signing_secrets text,
  revision integer not null default 1,
  is_default boolean not null default false,
  last_used_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (workspace_id, environment_id, name)
);
create unique index connections_default on connections (environment_id, connector) where is_default;

-- A connection that is broken or throttled; work behind it is parked as 'held' and goes on when the row is gone or 'until' has passed.
create table connection_holds (
  connection_id uuid primary key references connections on delete cascade,
  reason text not null check (reason in ('auth', 'rateLimited', 'breaker')),
  failure text not null,
  since timestamptz not null default now(),
  until timestamptz,
  strikes integer not null default 1,
  -- When one of those waiting was last sent to see whether it is well again.
  probed_at timestamptz
);

create table flows (
  workspace_id uuid not null references workspaces,
  id text not null,
  name text not null,
  draft text not null,
  revision integer not null default 1,
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by text,
  primary key (workspace_id, id)
);

create table flow_versions (
  workspace_id uuid not null,
  flow_id text not null,
  version integer not null,
  document text not null,
  digest text not null,
  note text,
  created_at timestamptz not null default now(),
  created_by text,
  primary key (workspace_id, flow_id, version),
  foreign key (workspace_id, flow_id) references flows
);

create table deployments (
  workspace_id uuid not null,
  flow_id text not null,
  environment_id uuid not null references environments,
  version integer not null,
  active boolean not null default true,
  deployed_at timestamptz not null default now(),
  deployed_by text,
  primary key (workspace_id, flow_id, environment_id),
  foreign key (workspace_id, flow_id, version) references flow_versions
);

-- Which connection a flow's slot means in an environment; without a row it is the environment's default for that connector.
create table bindings (
  workspace_id uuid not null,
  flow_id text not null,
  environment_id uuid not null references environments,
  slot text not null,
  connection_id uuid not null references connections,
  primary key (workspace_id, flow_id, environment_id, slot),
  foreign key (workspace_id, flow_id) references flows
);

-- One row for each trigger of each deployed flow; kept when undeployed, so that a webhook address and a cursor survive.
create table triggers (
  id uuid primary key,
  workspace_id uuid not null references workspaces,
  flow_id text not null,
  environment_id uuid not null references environments,
  node text not null,
  uses text not null,
  kind text not null check (kind in ('webhook', 'schedule', 'poll', 'manual', 'subflow')),
  -- 128 random bits, the whole of a webhook's address.
  token text not null unique,
  active boolean not null default true,
  connection_id uuid references connections,
  config text not null default '{}',
  responds boolean not null default false,
  ordered boolean not null default false,
  every_ms bigint,
  cursor text,
  next_due_at timestamptz,
  last_fired_at timestamptz,
  last_result text,
  open_run_id uuid,
  worker_id uuid,
  rung_at timestamptz,
  fence integer not null default 0,
  unique (workspace_id, flow_id, environment_id, node)
);
create index triggers_due on triggers (next_due_at) where active and next_due_at is not null;

create table occurrences (
  trigger_id uuid not null references triggers on delete cascade,
  scheduled_at timestamptz not null,
  outcome text not null check (outcome in ('fired', 'queued', 'skipped')),
  reason text,
  run_id uuid,
  decided_at timestamptz not null default now(),
  primary key (trigger_id, scheduled_at)
);

create index occurrences_queued on occurrences (trigger_id, scheduled_at) where outcome = 'queued';

-- Deliveries and items already taken, each once per trigger. Longer kept than any sender retries.
create table taken (
  trigger_id uuid not null,
  key bytea not null,
  at timestamptz not null default now(),
  primary key (trigger_id, key)
) with (fillfactor = 80);

create table runs (
  id uuid primary key,
  workspace_id uuid not null,
  flow_id text not null,
  version integer not null,
  environment_id uuid not null,
  trigger_id uuid,
  -- 'webhook', 'schedule', 'poll', 'manual', 'subflow', 'replay'
  cause text not null,
  parent_record_id uuid,
  open boolean not null default false,
  cancelled_at timestamptz,
  total integer not null default 0,
  waiting integer not null default 0,
  succeeded integer not null default 0,
  filtered integer not null default 0,
  failed integer not null default 0,
  in_doubt integer not null default 0,
  cancelled integer not null default 0,
  started_at timestamptz not null default now(),
  ended_at timestamptz
) partition by range (id);
create index runs_flow on runs (workspace_id, flow_id, id desc);
create index runs_busy on runs (trigger_id) where ended_at is null;

create table records (
  id uuid primary key,
  workspace_id uuid not null,
  run_id uuid not null,
  -- For a record made by a split: the record that was split, and the one the trigger brought.
  parent_id uuid,
  root_id uuid,
  key text,
  state record_state not null default 'waiting',
  wait_reason wait_reason,
  node text,
  input text not null,
  -- What earlier batches of this record recorded, by node: see runtime/engine/carried.ts.
  carried text,
  -- Counts deliberate new tries after a certain failure; part of the idempotency key.
  edition smallint not null default 0,
  answer text,
  settled_at timestamptz
) partition by range (id);
create index records_run on records (run_id, id);
create index records_parent on records (parent_id) where parent_id is not null;

-- Work ready for a worker. Rows go when the batch is settled; what happened stands in attempts and records.
create table batches (
  id uuid primary key,
  workspace_id uuid not null,
  run_id uuid not null,
  queue text not null check (queue in ('live', 'bulk')),
  state text not null default 'queued' check (state in ('queued', 'running')),
  fence integer not null default 0,
  worker_id uuid,
  -- How many workers died while they held it.
  crashes integer not null default 0,
  -- Ordered flows: batches of one lane run one after another.
  lane text,
  -- Its place in the lane: the first record in it. A batch of records that come again goes before those that came after them.
  lane_order uuid,
  record_ids uuid[] not null,
  rung_at timestamptz not null default now()
) with (fillfactor = 70);
create index batches_lane on batches (lane, lane_order) where lane is not null;

-- Append-only. 'intent' is committed before a call that cannot stay single, 'result' after any call; entries are JSON, one for each record.
create table attempts (
  batch_id uuid not null,
  seq integer not null,
  workspace_id uuid not null,
  run_id uuid not null,
  node text not null,
  kind text not null check (kind in ('intent', 'result')),
  fence integer not null,
  entries text not null,
  at timestamptz not null default now(),
  primary key (batch_id, seq)
) partition by range (batch_id);
create index attempts_run on attempts (run_id);

create table parked (
  record_id uuid primary key,
  workspace_id uuid not null,
  run_id uuid not null,
  reason wait_reason not null,
  node text not null,
  due_at timestamptz,
  connection_id uuid,
  -- For 'group': whose children it waits for (a record) or whose records (a run); for 'subflow': the run it waits for.
  group_id uuid,
  lane text,
  lane_key text,
  since timestamptz not null default now()
) with (fillfactor = 80);
create index parked_due on parked (due_at) where due_at is not null;
create index parked_connection on parked (connection_id) where connection_id is not null;
create index parked_group on parked (group_id) where group_id is not null;
create index parked_lane on parked (lane, lane_key) where lane is not null;
create index parked_run on parked (run_id);

create table failures (
  id uuid primary key,
  workspace_id uuid not null,
  run_id uuid not null,
  record_id uuid not null,
  flow_id text not null,
  version integer not null,
  environment_id uuid not null,
  node text not null,
  kind text not null,
  code text not null,
  failure text not null,
  fingerprint text not null,
  -- The record as it was, so that a failure outlives the partition its record stood in.
  data text not null,
  status text not null default 'open' check (status in ('open', 'inDoubt', 'retrying', 'resolved', 'ignored')),
  resolution text,
  created_at timestamptz not null default now(),
  resolved_at timestamptz,
  resolved_by text
);
create index failures_open on failures (workspace_id, status, created_at desc);
create index failures_record on failures (record_id);
create index failures_group on failures (workspace_id, fingerprint, created_at desc);

-- What happened to things people look after: deployments, connections, triggers, sign-ins. Not one per record.
create table events (
  id uuid primary key,
  workspace_id uuid not null,
  type text not null,
  subject text,
  actor text,
  data text not null default '{}',
  at timestamptz not null default now()
) partition by range (id);
create index events_subject on events (workspace_id, subject, id desc);

create table workers (
  id uuid primary key,
  host text not null,
  pid integer not null,
  started_at timestamptz not null default now(),
  seen_at timestamptz not null default now()
);

create table api_tokens (
  id uuid primary key,
  workspace_id uuid not null references workspaces,
  name text not null,
  hash bytea not null unique,
  role text not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_at timestamptz
);

create table settings (
  name text primary key,
  value text not null,
  updated_at timestamptz not null default now()
);
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(statements).execute(db);
}
