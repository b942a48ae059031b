import { uuidv7 } from '@raccord/runtime/uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepHouseInTurn } from '../../reconciler/keep-house.ts';
import { inTransaction } from '../../stores/engine/in-transaction.ts';
import { countKept } from '../../stores/keeping/kept-sizes.ts';
import { uuidBound } from '../../stores/partitions.ts';
import { DEFAULT_WORKSPACE } from '../../stores/workspaces.ts';
import { type TestApp, testApp } from '../../testing/test-app.ts';

let t: TestApp;
const environment: Record<'production' | 'trials', string> = { production: '', trials: '' };
beforeAll(async () => {
  t = await testApp({ engine: true });
  for (const name of ['production', 'trials'] as const)
    environment[name] = (await t.call('POST', '/api/environments', { body: { name } })).body.id;
  for (const id of ['orders', 'leads']) {
    const document = {
      schemaVersion: 1,
      id,
      name: id,
      nodes: [{ id: 'in', kind: 'trigger', uses: 'core/manual' }],
      edges: [],
    };
    expect((await t.call('POST', '/api/flows', { body: { document } })).status).toBe(200);
  }
});
afterAll(() => t.close());

const DAY = 86_400_000;
const startOf = (daysAgo: number) => Math.floor((Date.now() - daysAgo * DAY) / DAY) * DAY;
const nameOf = (table: string, daysAgo: number) =>
  `${table}_${new Date(startOf(daysAgo)).toISOString().slice(0, 10).replaceAll('-', '')}`;
let made = 0;
const idOn = (daysAgo: number) =>
  uuidBound(startOf(daysAgo) + 1_000 + made++)
    .replace(/^(.{14})0/, '$17')
    .replace(/0{12}$/, made.toString(16).padStart(12, '0'));
const sql = async (text: string, values: unknown[] = []) => (await t.deps.pool.query(text, values)).rows;
const makeDays = async (days: number[]) => {
  for (const daysAgo of days)
    for (const table of ['runs', 'records', 'attempts', 'traces'])
      await sql(
        `create table if not exists ${nameOf(table, daysAgo)} partition of ${table}
           for values from ('${uuidBound(startOf(daysAgo))}') to ('${uuidBound(startOf(daysAgo) + DAY)}')`,
      );
};
type Made = { runId: string; recordId: string };
const putRecord = async (
  daysAgo: number,
  flowId = 'orders',
  at = environment.production,
  input: unknown = {},
): Promise<Made> => {
  const [runId, recordId, batchId] = [idOn(daysAgo), idOn(daysAgo), idOn(daysAgo)];
  await sql(
    `insert into runs (id, workspace_id, flow_id, version, environment_id, cause, total, succeeded, ended_at)
     values ($1, $2, $3, 1, $4, 'webhook', 1, 1, now())`,
    [runId, DEFAULT_WORKSPACE, flowId, at],
  );
  await sql("insert into records (id, workspace_id, run_id, input, state) values ($1, $2, $3, $4, 'succeeded')", [
    recordId,
    DEFAULT_WORKSPACE,
    runId,
    JSON.stringify(input),
  ]);
  await sql(
    "insert into attempts (batch_id, seq, workspace_id, run_id, node, kind, fence, entries) values ($1, 0, $2, $3, 'in', 'result', 1, $4)",
    [batchId, DEFAULT_WORKSPACE, runId, JSON.stringify([{ r: recordId, n: 1, v: input }])],
  );
  await sql('insert into traces (record_id, workspace_id, tokens) values ($1, $2, $3)', [
    recordId,
    DEFAULT_WORKSPACE,
    [1],
  ]);
  return { runId, recordId };
};
const putFailure = async ({ runId, recordId }: Made, status: string, flowId = 'orders', resolvedDaysAgo?: number) => {
  const id = uuidv7();
  await sql(
    `insert into failures (id, workspace_id, run_id, record_id, flow_id, version, environment_id, node, kind, code, failure, fingerprint, data, status, resolved_at)
     values ($1, $2, $3, $4, $5, 1, $6, 'in', 'input', 'x.y', '{}', 'group', '{}', $7, now() - $8 * interval '1 day')`,
    [id, DEFAULT_WORKSPACE, runId, recordId, flowId, environment.production, status, resolvedDaysAgo ?? null],
  );
  return id;
};
const keep = (flowId: string | undefined, keeping: Record<string, unknown>, at = environment.production) =>
  t.call('PUT', '/api/keeping', {
    as: 'admin',
    body: {
      environmentId: at,
      ...(flowId === undefined ? {} : { flowId }),
      keeping: { payloads: null, metadata: null, failures: null, ...keeping },
    },
  });
const cleanUp = async () => {
  expect((await t.call('POST', '/api/keeping/clean-up', { as: 'admin' })).status).toBe(204);
  await keepHouseInTurn(t.deps.pool);
  return (await t.call('GET', '/api/keeping', { as: 'viewer' })).body.cleanUps[0];
};
const there = async (table: string, ids: string[]) =>
  (await sql(`select id from ${table} where id = any($1) order by id`, [ids])).map(({ id }) => id);

it.each([
  ['GET', '/api/keeping', null, 401],
  ['PUT', '/api/keeping', 'builder', 403],
  ['POST', '/api/keeping/clean-up', 'builder', 403],
] as const)('%s %s is protected', async (method, url, as, status) => {
  expect((await t.call(method, url, { as, ...(method === 'PUT' ? { body: {} } : {}) })).status).toBe(status);
});

describe('how long', () => {
  it('bad times are refused, and so is a run that would go before its data', async () => {
    for (const keeping of [{ payloads: 0 }, { payloads: 3_651 }, { payloads: 'always' }, { payloads: 1.5 }])
      expect((await keep(undefined, keeping)).status).toBe(400);
    expect((await keep(undefined, { payloads: 'forever', metadata: 30 })).body.error.code).toBe(
      'keeping.metadataShorter',
    );
    expect((await keep('no-such-flow', { payloads: 7 })).status).toBe(404);
    expect((await keep(undefined, { payloads: 7 }, uuidv7())).status).toBe(404);
  });

  it('a flow goes by its own time, else by its environment’s, else by the house’s', async () => {
    expect((await keep(undefined, { payloads: 10 })).status).toBe(204);
    expect((await keep('leads', { payloads: 'forever', failures: 5 })).status).toBe(204);
    const { body } = await t.call('GET', '/api/keeping', { as: 'viewer' });
    expect(body.environments).toMatchObject([
      { name: 'production', own: { payloads: 10, metadata: null }, effective: { payloads: 10, metadata: 90 } },
      { name: 'trials', own: { payloads: null }, effective: { payloads: 30, metadata: 90, failures: 90 } },
    ]);
    expect(body.flows).toMatchObject([
      // Data for ever keeps its runs for ever.
      { flowId: 'leads', effective: { payloads: 'forever', metadata: 'forever', failures: 5 } },
    ]);
    const history = (await t.call('GET', '/api/history')).body;
    expect(JSON.stringify(history)).toContain('keeping.changed');
    await keep('leads', {});
    await keep(undefined, {});
    expect(await sql('select 1 from keeping')).toEqual([]);
  });
});

describe('a clean-up', () => {
  it('drops days whole; of a mixed day the flows that keep longer stay; open work stays whatever its age', async () => {
    await makeDays([12, 20, 40]);
    await keep('orders', { payloads: 10 });
    const orders = [await putRecord(12), await putRecord(20), await putRecord(40)];
    const leads = [await putRecord(12, 'leads'), await putRecord(40, 'leads')];
    const trial = await putRecord(12, 'orders', environment.trials);
    const failed = await putRecord(40, 'leads');
    await putFailure(failed, 'inDoubt', 'leads');
    const parked = await putRecord(12);
    await sql("insert into parked (record_id, workspace_id, run_id, reason, node) values ($1, $2, $3, 'held', 'in')", [
      parked.recordId,
      DEFAULT_WORKSPACE,
      parked.runId,
    ]);
    const done = await cleanUp();
    expect(done).toMatchObject({ failure: null, more: false });
    expect(done.emptied).toBeGreaterThan(0);
    const all = [...orders, ...leads, trial, failed, parked].map(({ recordId }) => recordId);
    const stay = [leads[0]!, trial, failed, parked];
    expect(await there('records', all)).toEqual(stay.map(({ recordId }) => recordId).sort());
    expect((await sql('select distinct run_id from attempts')).map((row) => row.run_id).sort()).toEqual(
      stay.map(({ runId }) => runId).sort(),
    );
    expect((await sql('select record_id from traces')).map((row) => row.record_id).sort()).toEqual(
      stay.map(({ recordId }) => recordId).sort(),
    );
    // A day of which one flow alone was there is gone; that of the doubt is not.
    expect(await sql('select to_regclass($1) as day', [nameOf('records', 20)])).toEqual([{ day: null }]);
    expect(await sql('select to_regclass($1) as day', [nameOf('records', 40)])).not.toEqual([{ day: null }]);
    // Runs are kept longer than their data: the link to an old record says so, and a replay why it cannot be.
    const gone = await t.call('GET', `/api/records/${orders[0]!.recordId}`, { as: 'viewer' });
    expect(gone.status).toBe(404);
    expect(gone.body.error).toMatchObject({
      code: 'keeping.recordForgotten',
      params: { day: new Date(startOf(12)).toISOString().slice(0, 10) },
    });
    expect((await t.call('GET', `/api/runs/${orders[0]!.runId}`)).status).toBe(200);
    const replay = await t.call('GET', `/api/runs/${orders[0]!.runId}/replay`, { as: 'operator' });
    expect(replay.body).toMatchObject({ expired: 1 });
    // Nothing has changed since: no day is read again. The doubt decided, its day goes.
    expect(await cleanUp()).toMatchObject({ dropped: 0, emptied: 0 });
    await sql("update failures set status = 'resolved', resolved_at = now()");
    await sql('delete from parked');
    await cleanUp();
    expect(await there('records', all)).toEqual([leads[0]!, trial].map(({ recordId }) => recordId).sort());
    expect((await t.call('GET', `/api/runs/${idOn(400)}`)).body.error.code).toBe('keeping.runForgotten');
    await keep('orders', {});
  });

  it('closed failures go by their flow’s time, open ones never; receipts outlive the data they are of', async () => {
    await keep('orders', { failures: 3 });
    const record = await putRecord(1);
    const old = await putFailure(record, 'resolved', 'orders', 4);
    const kept = [
      await putFailure(record, 'resolved', 'leads', 4),
      await putFailure(record, 'ignored', 'orders', 2),
      await putFailure(record, 'open', 'orders'),
    ];
    const taken = (days: number) =>
      sql("insert into taken (trigger_id, key, at) values ($1, '\\x00', now() - $2 * interval '1 day')", [
        uuidv7(),
        days,
      ]);
    await taken(59);
    await taken(61);
    await cleanUp();
    expect(await there('failures', [old, ...kept])).toEqual(kept.sort());
    expect(await sql('select 1 from taken')).toHaveLength(1);
    await keep('leads', { payloads: 'forever' });
    await sql("update taken set at = now() - interval '600 days'");
    await cleanUp();
    expect(await sql('select 1 from taken')).toHaveLength(1);
    for (const flowId of ['orders', 'leads']) await keep(flowId, {});
  });

  it('a day that is in use is left for another time, told, and nothing waits for it', async () => {
    await makeDays([45]);
    const { recordId } = await putRecord(45);
    const reader = await t.deps.pool.connect();
    try {
      await reader.query('begin');
      await reader.query(`lock table ${nameOf('records', 45)} in access share mode`);
      await expect(cleanUp()).rejects.toMatchObject({ code: '55P03' });
      expect((await t.call('GET', '/api/keeping')).body.cleanUps[0].failure).toContain('lock timeout');
    } finally {
      await reader.query('rollback');
      reader.release();
    }
    await cleanUp();
    expect(await there('records', [recordId])).toEqual([]);
  });

  it('one server alone does it', async () => {
    const other = await t.deps.pool.connect();
    await other.query("select pg_advisory_lock(hashtext('raccord.house'))");
    try {
      expect(await keepHouseInTurn(t.deps.pool)).toBeUndefined();
    } finally {
      await other.query("select pg_advisory_unlock(hashtext('raccord.house'))");
      other.release();
    }
  });

  it('counts what there is of each flow', async () => {
    await sql('truncate records, attempts, failures, kept_sizes, kept_sizes_made');
    const made = await putRecord(1, 'leads', environment.production, { text: 'x'.repeat(1_000) });
    await putRecord(1, 'orders');
    await putFailure(made, 'open', 'leads');
    await inTransaction(t.deps.pool, (db) => countKept(db, Date.now()));
    const { flows, countedAt, diskBytes } = (await t.call('GET', '/api/keeping')).body;
    expect(flows).toMatchObject([
      { flowId: 'leads', records: 1, failures: 1, oldest: new Date(startOf(1)).toISOString().slice(0, 10) },
      { flowId: 'orders', records: 1, failures: 0, failureBytes: 0 },
    ]);
    expect(flows[0].payloadBytes).toBeGreaterThan(1_000);
    expect(flows[1].payloadBytes).toBeLessThan(500);
    expect(Date.parse(countedAt)).toBeGreaterThan(Date.now() - 600_000);
    expect(diskBytes).toBeGreaterThan(1e6);
  });
});
