import { type Kysely, sql } from 'kysely';

/** What vendors were asked to send us, and what a trigger cannot have seen. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // woken: something was said to have changed since its poll began, so the next follows at once. lost: JSON, the latest stretches of
  // time that nobody can read any more.
  await sql`alter table triggers add column woken boolean not null default false, add column lost text`.execute(db);
  await sql`
create table subscriptions (
  id uuid primary key,
  workspace_id uuid not null,
  trigger_id uuid not null references triggers on delete cascade,
  -- What it was asked for; when one of them changes in the trigger another one takes its place.
  uses text not null,
  config text not null,
  connection_id uuid,
  -- Where vendors reached us when it was asked for, without the trigger's own part.
  address text not null,
  -- Vault envelope: random, for this one alone.
  secret text not null,
  status text not null default 'wanted' check (status in ('wanted', 'standing', 'leaving')),
  -- JSON: what renewing and taking back need; null until the vendor has agreed.
  state text,
  expires_at timestamptz,
  -- When there is something to do next: ask, renew, take back.
  due_at timestamptz default now(),
  tries integer not null default 0,
  failure text,
  -- When the vendor agreed last.
  stood_at timestamptz,
  claim integer not null default 0,
  claimed_until timestamptz,
  rung_at timestamptz,
  created_at timestamptz not null default now()
)`.execute(db);
  await sql`create index subscriptions_due on subscriptions (due_at) where due_at is not null`.execute(db);
  await sql`create index subscriptions_trigger on subscriptions (trigger_id)`.execute(db);
}
