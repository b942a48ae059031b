import type { FailureData } from '@raccord/contract';
import type { Pool } from 'pg';
import { endHold } from './connection-holds.ts';

/** Who we are there, or why we are not let in. */
export type TestResult = { account: string } | { failure: FailureData };

/** Keeps the result; a connection that works is held no longer, whatever held it. */
export async function saveTestResult(pool: Pool, connectionId: string, result: TestResult): Promise<void> {
  await pool.query(
    'update connections set tested_at = clock_timestamp(), test_result = $2, account = coalesce($3, account) where id = $1',
    [connectionId, JSON.stringify(result), 'account' in result ? result.account : null],
  );
  if ('account' in result) await endHold(pool, connectionId);
}
