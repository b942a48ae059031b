import { type Kysely, sql } from 'kysely';

/** Who is told what, and what was told: rules, the ways out, incidents, and each telling as a row of its own. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // When the cursor moved last; without it a poll that reads for ever at the same place looks like one to whom nothing happens.
  await sql`alter table triggers add column cursor_at timestamptz`.execute(db);
  await sql`
create table alert_channels (
  id uuid primary key,
  workspace_id uuid not null references workspaces,
  name text not null,
  kind text not null check (kind in ('mail', 'slack', 'webhook')),
  connection_id uuid references connections on delete set null,
  -- JSON: where to, by kind.
  target text not null,
  -- Vault envelope: what a webhook is signed with.
  secret text,
  language text not null,
  -- Alerts are collected for so long and told together; 0: each at once.
  digest_minutes integer not null default 0,
  told_at timestamptz,
  -- JSON: FailureData, why the last try did not work; null after one that did.
  failure text,
  failed_at timestamptz,
  created_at timestamptz not null default now(),
  unique (workspace_id, name)
)`.execute(db);
  await sql`
create table alert_rules (
  id uuid primary key,
  workspace_id uuid not null references workspaces,
  -- One of the rules that are there from the first day; those are changed and switched off, not deleted.
  builtin text,
  flow_id text,
  tag text,
  environment_id uuid references environments on delete cascade,
  -- JSON: AlertCondition.
  condition text not null,
  channel_ids uuid[] not null default '{}',
  escalate_after_minutes integer,
  escalate_channel_id uuid references alert_channels,
  enabled boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by text not null,
  unique (workspace_id, builtin)
)`.execute(db);
  await sql`
create table alert_mutes (
  id uuid primary key,
  workspace_id uuid not null references workspaces,
  -- At least one of the two.
  rule_id uuid references alert_rules on delete cascade,
  flow_id text,
  until timestamptz not null,
  muted_by text not null,
  created_at timestamptz not null default now()
)`.execute(db);
  await sql`
create table alert_incidents (
  id uuid primary key,
  workspace_id uuid not null references workspaces,
  rule_id uuid references alert_rules on delete set null,
  -- JSON: the rule's condition as it was.
  condition text not null,
  subject text not null,
  flow_id text,
  environment_id uuid not null,
  trigger_id uuid,
  connection_id uuid,
  -- JSON object: the latest of what the sentence says.
  facts text not null,
  opened_at timestamptz not null,
  last_seen_at timestamptz not null,
  closed_at timestamptz,
  -- Null while nobody was told: muted, or the rule has no channel.
  told_at timestamptz,
  escalated_at timestamptz,
  acknowledged_at timestamptz,
  acknowledged_by text
)`.execute(db);
  await sql`create unique index alert_incidents_open on alert_incidents (rule_id, subject) where closed_at is null`.execute(
    db,
  );
  await sql`create index alert_incidents_list on alert_incidents (workspace_id, id desc)`.execute(db);
  await sql`
create table alert_deliveries (
  id uuid primary key,
  workspace_id uuid not null,
  -- Null: a test of the channel.
  incident_id uuid references alert_incidents on delete cascade,
  channel_id uuid not null references alert_channels on delete cascade,
  stage text not null check (stage in ('opened', 'escalated', 'closed', 'test')),
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'failed', 'unclear')),
  -- How people reach us, without a slash at the end: where the link leads.
  address text not null,
  due_at timestamptz not null default now(),
  tries integer not null default 0,
  failure text,
  -- Told in one message with this one (its own id when it is the first or the only one); set once, when it is tried first.
  sent_with uuid,
  -- A call was begun and nobody knows yet how it ended.
  begun boolean not null default false,
  claim integer not null default 0,
  claimed_until timestamptz,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  unique (incident_id, stage, channel_id)
)`.execute(db);
  await sql`create index alert_deliveries_due on alert_deliveries (due_at) where state = 'waiting'`.execute(db);
  await sql`create index alert_deliveries_list on alert_deliveries (workspace_id, id desc)`.execute(db);
  await sql`create index alert_deliveries_with on alert_deliveries (sent_with) where sent_with is not null`.execute(db);
}
