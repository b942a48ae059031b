import { Failure } from '@raccord/contract';
import type { ClientBase, Pool } from 'pg';

/** The oldest PostgreSQL that has all we use (NULLS NOT DISTINCT, MERGE). */
const oldestMajor = 15;

/**
 * Checks that the server behind a pool or client can be reached and is new enough.
 *
 * @throws Failure (`config`) `boot.databaseVersion`, or `boot.databaseUnreachable` when it cannot be asked.
 */
export async function checkPostgresVersion(database: Pick<Pool | ClientBase, 'query'>): Promise<void> {
  const { version, versionNumber, where } = await ask(database);
  if (versionNumber >= oldestMajor * 10_000) return;
  throw new Failure('config', 'boot.databaseVersion', { where, found: version, needed: `${oldestMajor}+` });
}

type Answer = { version: string; versionNumber: number; where: string };

async function ask(database: Pick<Pool | ClientBase, 'query'>): Promise<Answer> {
  try {
    const { rows } = await database.query<Answer>(`
      SELECT current_setting('server_version') AS version,
             current_setting('server_version_num')::int AS "versionNumber",
             concat_ws(' @ ', current_database(), host(inet_server_addr()) || ':' || inet_server_port()) AS "where"`);
    return rows[0]!;
  } catch (cause) {
    const message = cause instanceof AggregateError ? cause.errors.map(String).join(', ') : String(cause);
    throw new Failure('config', 'boot.databaseUnreachable', { where: 'DATABASE_URL', message }, { cause });
  }
}
