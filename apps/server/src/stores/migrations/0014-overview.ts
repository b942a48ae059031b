import { type Kysely, sql } from 'kysely';

/**
 * What the screens of the morning read: counters over time, and the runs that went wrong, without looking at every run.
 *
 * `run_counts` is made from the counters of runs by `reconciler/count-runs.ts`, five minutes at a time; work itself never writes to it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table runs add column replay_of uuid`.execute(db);
  // Both stand on columns that a run which goes well never changes: its updates stay HOT.
  await sql`create index runs_wrong on runs (workspace_id, id desc) where failed + in_doubt > 0`.execute(db);
  await sql`create index runs_cancelled on runs (workspace_id, id desc) where cancelled > 0`.execute(db);
  await sql`create index failures_run on failures (run_id)`.execute(db);
  await sql`
create table run_counts (
  workspace_id uuid not null,
  -- Beginning of the five minutes in which the runs began.
  at timestamptz not null,
  flow_id text not null,
  environment_id uuid not null,
  runs integer not null,
  total integer not null,
  waiting integer not null,
  succeeded integer not null,
  filtered integer not null,
  failed integer not null,
  in_doubt integer not null,
  cancelled integer not null,
  primary key (workspace_id, at, flow_id, environment_id)
)`.execute(db);
  await sql`
create table run_counts_made (
  at timestamptz primary key,
  -- Something of it may still move: records that wait, or failures that somebody may run again.
  moving boolean not null,
  made_at timestamptz not null default now()
)`.execute(db);
  await sql`create index run_counts_moving on run_counts_made (made_at) where moving`.execute(db);
}
