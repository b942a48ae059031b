import { failPoint } from '@raccord/runtime/fail-points';
import type { Doorbell, Log, Ring } from '@raccord/runtime/ports';
import type { Pool, PoolClient } from 'pg';
import type { EngineCommands } from '../../engine-commands.ts';
import { cancelRun } from './cancel-run.ts';
import { decideApprovals } from './decide-approvals.ts';
import { fireInputs, fireRun } from './fire-run.ts';
import { inTransaction } from './in-transaction.ts';
import { wasInTheWay } from './persistently.ts';
import { replayRun } from './replay-run.ts';
import { closeFailures, decideInDoubt, retryRecords } from './retry-records.ts';

/** What people ask of the engine, in PostgreSQL: a transaction, then the doorbell. */
export function createEngineCommands(pool: Pool, doorbell: Doorbell, log: Log): EngineCommands {
  const ring = async (rings: Ring[]) => {
    if (rings.length > 0)
      await doorbell.ring(rings).catch((error: unknown) => log.warn({ error: String(error) }, 'could not ring'));
  };
  return {
    async fire(command) {
      const { rings, ...fired } = await asked(pool, (db) => fireRun(db, command));
      await ring(rings);
      return fired;
    },
    async fireTrial({ inputs, ...where }) {
      const place = { ...where, triggerId: null, ordered: false };
      const texts = inputs.map((input) => JSON.stringify(input ?? null));
      const { rings, ...fired } = await asked(pool, (db) => fireInputs(db, place, texts, 'trial'));
      await ring(rings);
      return fired;
    },
    async retryRecords(command) {
      const { rings, ...answer } = await asked(pool, (db) => retryRecords(db, command));
      await ring(rings);
      return answer;
    },
    async closeFailures(command) {
      const { rings, closed } = await asked(pool, (db) => closeFailures(db, command));
      await ring(rings);
      return { closed };
    },
    async decideInDoubt(command) {
      await ring(await asked(pool, (db) => decideInDoubt(db, command)));
    },
    async decideApprovals(command) {
      const { rings, ...answer } = await asked(pool, (db) => decideApprovals(db, command));
      await ring(rings);
      return answer;
    },
    async replayRun(command) {
      const { rings, ...fired } = await asked(pool, (db) => replayRun(db, command));
      await ring(rings);
      return fired;
    },
    async cancelRun(command) {
      const { rings, cancelled } = await patiently(() => cancelRun(pool, command));
      await ring(rings);
      return { cancelled };
    },
  };
}

/** Undone for the sake of a batch that ended at the same moment, it is done again this often. */
const TIMES = 5;

async function patiently<T>(act: () => Promise<T>): Promise<T> {
  for (let times = 1; ; times += 1)
    try {
      return await act();
    } catch (error) {
      if (!wasInTheWay(error) || times === TIMES) throw error;
    }
}

async function asked<T>(pool: Pool, act: (db: PoolClient) => Promise<T>): Promise<T> {
  const result = await patiently(() =>
    inTransaction(pool, async (db) => {
      const done = await act(db);
      failPoint('fire.beforeCommit');
      return done;
    }),
  );
  failPoint('fire.afterCommit');
  return result;
}
