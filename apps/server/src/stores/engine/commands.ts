import { failPoint } from '@raccord/runtime/fail-points';
import type { Doorbell, Log, Ring } from '@raccord/runtime/ports';
import type { Pool, PoolClient } from 'pg';
import { requestTest } from '../../connections/request-test.ts';
import type { EngineCommands } from '../../engine-commands.ts';
import { cancelRun } from './cancel-run.ts';
import { fireRun } from './fire-run.ts';
import { decideInDoubt, ignoreFailures, retryRecords } from './retry-records.ts';
import { undo } from './undo.ts';

/** What people ask of the engine, in PostgreSQL: a transaction, then the doorbell. */
export function createEngineCommands(pool: Pool, doorbell: Doorbell, log: Log): EngineCommands {
  const ring = async (rings: Ring[]) => {
    if (rings.length > 0)
      await doorbell.ring(rings).catch((error: unknown) => log.warn({ error: String(error) }, 'could not ring'));
  };
  return {
    async fire(command) {
      const { rings, ...fired } = await inTransaction(pool, (db) => fireRun(db, command));
      await ring(rings);
      return fired;
    },
    async retryRecords(command) {
      const { rings, ...answer } = await inTransaction(pool, (db) => retryRecords(db, command));
      await ring(rings);
      return answer;
    },
    async ignoreFailures(command) {
      const { rings, ignored } = await inTransaction(pool, (db) => ignoreFailures(db, command));
      await ring(rings);
      return { ignored };
    },
    async decideInDoubt(command) {
      await ring(await inTransaction(pool, (db) => decideInDoubt(db, command)));
    },
    testConnection: ({ connectionId }) => requestTest(pool, doorbell, connectionId),
    async cancelRun(command) {
      const { rings, cancelled } = await inTransaction(pool, (db) => cancelRun(db, command));
      await ring(rings);
      return { cancelled };
    },
  };
}

async function inTransaction<T>(pool: Pool, act: (db: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query('begin');
    const result = await act(client);
    failPoint('fire.beforeCommit');
    await client.query('commit');
    failPoint('fire.afterCommit');
    return result;
  } catch (error) {
    broken = await undo(client, error);
    throw error;
  } finally {
    client.release(broken);
  }
}
