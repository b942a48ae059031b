import { type Kysely, sql } from 'kysely';

/**
 * What has been taken from each connection's allowance, for all processes. Unlogged: after a crash of the database it is empty, which
 * costs at most one refused call, and several changes a second cost the disk nothing.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
create unlogged table rate_budgets (
  connection_id uuid not null references connections on delete cascade,
  -- Which of the connector's rules: empty for those that count every call.
  rate text not null,
  version integer not null default 0,
  -- JSON: rate/budget-state.ts
  state text,
  at timestamptz not null default now(),
  primary key (connection_id, rate)
) with (fillfactor = 50)`.execute(db);
}
