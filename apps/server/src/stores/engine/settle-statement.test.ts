import { uuidv7 } from '@raccord/runtime/uuid';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../testing/test-database.ts';
import { openDatabase } from '../database.ts';
import { migrate } from '../migrate.ts';
import { DEFAULT_WORKSPACE, ensureWorkspace } from '../workspaces.ts';
import { claimBatch } from './claim-batch.ts';
import { runSettleStatement } from './settle-statement.ts';
import { storeArrivals } from './store-arrivals.ts';

let database: TestDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  database = await testDatabase();
  pool = new pg.Pool({ connectionString: database.url });
  // The database is dropped under whatever connection is still closing.
  pool.on('error', () => undefined);
  await migrate(pool);
  await ensureWorkspace(openDatabase(pool));
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const arrivals = {
  workspaceId: DEFAULT_WORKSPACE,
  flowId: 'flow',
  version: 1,
  environmentId: uuidv7(),
  triggerId: null,
  cause: 'poll',
  queue: 'bulk' as const,
  startedAt: Date.now(),
};
const nothing = { seqs: [], nodes: [], kinds: [], entries: [] };

/** A batch of a run, claimed, and the settlement that ends all its records well. */
async function batchOf(runId: string, size: number) {
  const items = Array.from({ length: size }, () => ({ recordId: uuidv7(), input: '{}' }));
  const stored = await storeArrivals(pool, [{ ...arrivals, runId, items }]);
  const batch = (await claimBatch(pool, stored.batches[0]!.batchId, uuidv7()))!;
  const ended = items.map(({ recordId: id }) => ({ id, state: 'succeeded' as const }));
  return {
    batch,
    settlement: { ended, parked: [], children: [], subRuns: [], asks: [], journal: [], gathersRun: false },
  };
}

it('moves every record when another batch of the run ends at the same moment', async () => {
  const first = { recordId: uuidv7(), input: '{}' };
  const { runId } = (await storeArrivals(pool, [{ ...arrivals, items: [first] }])).batches[0]!;
  const [settler, other] = [await pool.connect(), await pool.connect()];
  // The plan that busy connections settle on once a day's partition is large: one for any parameters, which looks the records up one
  // by one and prunes partitions as it goes.
  await pool.query(
    "insert into records (id, workspace_id, run_id, state, input) select unnest($1::uuid[]), $2, $3, 'succeeded', ''",
    [Array.from({ length: 150_000 }, () => uuidv7()), DEFAULT_WORKSPACE, uuidv7()],
  );
  await pool.query('analyze records');
  await settler.query(
    'set plan_cache_mode = force_generic_plan; set enable_hashjoin = off; set enable_mergejoin = off',
  );

  const { batch, settlement } = await batchOf(runId, 20);
  await other.query('begin');
  await other.query('update runs set waiting = waiting where id = $1', [runId]);
  const settled = runSettleStatement(settler, batch, settlement, nothing, (text) => text);
  await expect
    .poll(async () => (await pool.query('select 1 from pg_locks where not granted')).rowCount, { timeout: 5_000 })
    .toBeGreaterThan(0);
  await other.query('commit');
  expect(await settled).toMatchObject({ waiting: 1 });

  const { rows } = await pool.query('select state, count(*)::int as n from records where run_id = $1 group by state', [
    runId,
  ]);
  expect(rows).toEqual(
    expect.arrayContaining([
      { state: 'waiting', n: 1 },
      { state: 'succeeded', n: 20 },
    ]),
  );
  settler.release(true);
  other.release();
});

it('writes nothing for a batch that is no longer ours', async () => {
  const runId = (await storeArrivals(pool, [{ ...arrivals, items: [{ recordId: uuidv7(), input: '{}' }] }])).batches[0]!
    .runId;
  const { batch, settlement } = await batchOf(runId, 3);
  const stale = { ...batch, fence: batch.fence - 1 };
  expect(await runSettleStatement(pool, stale, settlement, nothing, (text) => text)).toBe(false);
  expect(await runSettleStatement(pool, batch, settlement, nothing, (text) => text)).toMatchObject({ waiting: 1 });
});
