import { Failure } from '@raccord/contract';
import { Kysely, PostgresDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { Pool } from 'pg';
import * as house from './migrations/0001-house.ts';
import * as credentialFields from './migrations/0002-credential-fields.ts';
import * as connectionTests from './migrations/0003-connection-tests.ts';
import * as takenByTime from './migrations/0004-taken-by-time.ts';
import * as files from './migrations/0005-files.ts';
import * as connectionAsks from './migrations/0006-connection-asks.ts';
import * as accounts from './migrations/0007-accounts.ts';
import * as rateBudgets from './migrations/0008-rate-budgets.ts';
import * as subscriptions from './migrations/0009-subscriptions.ts';
import * as hooks from './migrations/0010-hooks.ts';
import * as samples from './migrations/0011-samples.ts';
import * as flowTests from './migrations/0012-flow-tests.ts';
import * as flowLists from './migrations/0013-flow-lists.ts';
import * as overview from './migrations/0014-overview.ts';
import * as journey from './migrations/0015-journey.ts';
import * as inbox from './migrations/0016-inbox.ts';
import * as alerts from './migrations/0018-alerts.ts';
import * as sharedAddresses from './migrations/0019-shared-addresses.ts';
import * as approvals from './migrations/0020-approvals.ts';
import * as keeping from './migrations/0021-keeping.ts';
import * as tracings from './migrations/0022-tracings.ts';
import { ensurePartitions } from './partitions.ts';

/** Every migration, in order; only ever appended to. */
const migrations = {
  '0001-house': house,
  '0002-credential-fields': credentialFields,
  '0003-connection-tests': connectionTests,
  '0004-taken-by-time': takenByTime,
  '0005-files': files,
  '0006-connection-asks': connectionAsks,
  '0007-accounts': accounts,
  '0008-rate-budgets': rateBudgets,
  '0009-subscriptions': subscriptions,
  '0010-hooks': hooks,
  '0011-samples': samples,
  '0012-flow-tests': flowTests,
  '0013-flow-lists': flowLists,
  '0014-overview': overview,
  '0015-journey': journey,
  '0016-inbox': inbox,
  '0018-alerts': alerts,
  '0019-shared-addresses': sharedAddresses,
  '0020-approvals': approvals,
  '0021-keeping': keeping,
  '0022-tracings': tracings,
};

/**
 * Brings the database up to date; safe to call from any number of processes at once (Kysely holds an advisory lock).
 * Also makes the partitions of today and the days ahead.
 */
export async function migrate(pool: Pool): Promise<void> {
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw new Failure('config', 'server.migrationFailed', { message: String(error) }, { cause: error });
  await ensurePartitions(pool, Date.now());
}

/** Whether the database is as this version needs it: another process may be about to bring it there, or have gone on before. */
export async function isMigrated(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ done: number }>(
    'select count(*)::int as done from kysely_migration where name = any($1)',
    [Object.keys(migrations)],
  );
  return rows[0]?.done === Object.keys(migrations).length;
}
