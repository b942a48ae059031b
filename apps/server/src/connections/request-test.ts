import { Failure } from '@raccord/contract';
import type { Doorbell } from '@raccord/runtime/ports';
import type { Pool } from 'pg';
import { databaseNow, readTestResult } from '../stores/engine/connection-tests.ts';

const LOOK_MS = 100;
const WAIT_MS = 20_000;

/**
 * Has a worker try a connection, and waits for what it says.
 * @returns the account there
 * @throws Failure what the vendor said; `transient` / `connection.noWorker` when no worker answered
 */
export async function requestTest(pool: Pool, doorbell: Doorbell, connectionId: string): Promise<{ account: string }> {
  const since = await databaseNow(pool);
  await doorbell.ring([{ queue: 'live', kind: 'test', id: connectionId, first: true }]);
  for (const deadline = Date.now() + WAIT_MS; Date.now() < deadline; ) {
    const result = await readTestResult(pool, connectionId, since);
    if (result !== undefined && 'account' in result) return result;
    if (result !== undefined) throw Failure.fromData(result.failure);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  throw new Failure('transient', 'connection.noWorker', {}, { retryAfterMs: 5_000 });
}
