import type { FailureData } from '@raccord/contract';
import type { Pool } from 'pg';
import { endHold } from './connection-holds.ts';

/** Who we are there, or why we are not let in. */
export type TestResult = { account: string } | { failure: FailureData };

/** Keeps the result; a connection that works is held no longer, whatever held it. */
export async function saveTestResult(pool: Pool, connectionId: string, result: TestResult): Promise<void> {
  await pool.query('update connections set tested_at = clock_timestamp(), test_result = $2 where id = $1', [
    connectionId,
    JSON.stringify(result),
  ]);
  if ('account' in result) await endHold(pool, connectionId);
}

/** The result of a test that was begun after `since`; undefined while there is none. */
export async function readTestResult(pool: Pool, connectionId: string, since: Date): Promise<TestResult | undefined> {
  const { rows } = await pool.query<{ test_result: string }>(
    'select test_result from connections where id = $1 and tested_at > $2',
    [connectionId, since],
  );
  return rows[0] === undefined ? undefined : JSON.parse(rows[0].test_result);
}

/** Now, by the clock that `tested_at` goes by. */
export async function databaseNow(pool: Pool): Promise<Date> {
  const { rows } = await pool.query<{ now: Date }>('select clock_timestamp() as now');
  return rows[0]!.now;
}
