import { type Kysely, sql } from 'kysely';

/**
 * Where a customer's e-mail address or an invoice's number came by. Written by `journey/follow.ts` after the work, so that work itself
 * costs no more: numbers of four bytes instead of texts, one row for all of a record's or of a call's, found by an inverted index. A
 * number may stand for several texts; whoever searches looks at what is found.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
create table traces (
  record_id uuid not null,
  workspace_id uuid not null,
  -- The row of the journal it was found in; null for what the record came with.
  batch_id uuid,
  seq integer,
  tokens integer[] not null
) partition by range (record_id)`.execute(db);
  // Of what is older than the partitions that are made from now on.
  await sql`create table traces_default partition of traces default`.execute(db);
  await sql`create index traces_tokens on traces using gin (tokens)`.execute(db);
  // The journal in the order in which it was written: one entry for a row of it, which stands for a call of a whole batch.
  await sql`create index attempts_at on attempts (at)`.execute(db);
  await sql`
create table traces_made (
  -- One row: how far records and journal have been followed.
  one boolean primary key default true check (one),
  record_id uuid not null default '00000000-0000-0000-0000-000000000000',
  at timestamptz not null default '-infinity',
  batch_id uuid not null default '00000000-0000-0000-0000-000000000000',
  seq integer not null default 0
)`.execute(db);
  await sql`insert into traces_made default values`.execute(db);
}
