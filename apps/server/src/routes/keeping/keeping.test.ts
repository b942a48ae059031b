import { uuidv7 } from '@raccord/runtime/uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { advancePersonJob } from '../../person/advance-job.ts';
import { keepHouseInTurn } from '../../reconciler/keep-house.ts';
import { inTransaction } from '../../stores/engine/in-transaction.ts';
import { countKept } from '../../stores/keeping/kept-sizes.ts';
import { uuidBound } from '../../stores/partitions.ts';
import { forgetOldLooks } from '../../stores/person/person-jobs.ts';
import { notErased, personalTables } from '../../stores/person/personal-columns.ts';
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
    await sql(
      `insert into flow_versions (workspace_id, flow_id, version, document, digest) values ($1, $2, 1, $3, 'x')`,
      [DEFAULT_WORKSPACE, id, JSON.stringify(document)],
    );
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

describe('a person’s data', () => {
  const ana = 'ana.ruiz@example.com';
  const through = async () => {
    // What is left for later is due at once.
    for (let steps = 0; steps < 2_000; steps += 1) if (!(await advancePersonJob(t.deps.pool))) return;
    throw new Error('it does not end');
  };
  const look = async (person: string) => {
    const started = await t.call('POST', '/api/person-jobs', { as: 'admin', body: { person } });
    expect(started.status).toBe(200);
    await through();
    return (await t.call('GET', `/api/person-jobs/${started.body.id}/report`, { as: 'admin' })).body;
  };
  const erase = (id: string, body: unknown) => t.call('POST', `/api/person-jobs/${id}/erase`, { as: 'admin', body });
  const jobs = async () => (await t.call('GET', '/api/person-jobs', { as: 'admin' })).body.jobs;

  /** Where a text stands, whatever the table: `table.column`. A table made tomorrow is read too. */
  const standsIn = async (text: string): Promise<string[]> => {
    const columns = await sql(
      `select table_schema || '.' || quote_ident(table_name) as relation, table_name as table, column_name as column, data_type as type
         from information_schema.columns join information_schema.tables using (table_catalog, table_schema, table_name)
        where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'
          and data_type in ('text', 'character varying', 'json', 'jsonb', 'ARRAY', 'bytea')`,
    );
    const found = new Set<string>();
    const readable = ({ column, type }: Record<string, unknown>) =>
      type === 'bytea' ? `encode("${column}", 'escape')` : `"${column}"::text`;
    for (const [relation, own] of Map.groupBy(columns, (each) => each.relation)) {
      const [named = {}] = await sql(
        `select ${own.map((each, at) => `bool_or(strpos(lower(${readable(each)}), $1) > 0) as c${at}`).join(', ')} from ${relation}`,
        [text],
      );
      for (const [at, { table, column }] of own.entries())
        if (named[`c${at}`] === true) found.add(`${String(table).replace(/_\d{8}$/, '')}.${column}`);
    }
    return [...found].sort();
  };

  it.each([
    ['POST', '/api/person-jobs'],
    ['GET', '/api/person-jobs'],
    ['GET', `/api/person-jobs/${uuidv7()}/report`],
    ['GET', `/api/person-jobs/${uuidv7()}/export`],
    ['POST', `/api/person-jobs/${uuidv7()}/erase`],
    ['DELETE', `/api/person-jobs/${uuidv7()}`],
  ] as const)('%s %s is protected', async (method, url) => {
    const body = method === 'POST' ? { person: ana } : undefined;
    expect((await t.call(method, url, { as: 'builder', body })).status).toBe(403);
    expect((await t.call(method, url, { as: null, body })).status).toBe(401);
    if (url !== '/api/person-jobs') expect((await t.call(method, url, { as: 'admin', body })).status).not.toBe(200);
  });

  it('who could be anybody is not searched for', async () => {
    for (const person of ['paid', 'a b 1 2'])
      expect((await t.call('POST', '/api/person-jobs', { body: { person } })).body.error.code).toBe(
        'keeping.tooCommon',
      );
  });

  it('every text of every table is erased, named as kept, or holds nothing that came from outside', async () => {
    const decided = new Set<string>();
    for (const { table, columns } of personalTables)
      for (const column of Object.keys(columns)) decided.add(`${table}.${column}`);
    for (const [table, { columns }] of Object.entries(notErased))
      for (const column of columns) decided.add(`${table}.${column}`);
    const columns = await sql(
      `select table_name || '.' || column_name as name from information_schema.columns join information_schema.tables using (table_catalog, table_schema, table_name)
        where table_schema = 'public' and table_type = 'BASE TABLE' and table_name !~ '_(\\d{8}|default)$' and table_name !~ '^kysely_'
          and data_type in ('text', 'character varying', 'json', 'jsonb', 'ARRAY')`,
    );
    expect(
      columns
        .map(({ name }) => name)
        .filter((name) => !decided.has(name) && !namesNobody.has(name))
        .sort(),
    ).toEqual([]);
    const there = new Set(columns.map(({ name }) => name));
    expect([...decided, ...namesNobody].filter((name) => !there.has(name))).toEqual([]);
  });

  it('is searched for, exported, and erased wherever it stands; others stay, and so does what adds up', async () => {
    await sql('truncate runs, records, attempts, traces, failures, parked');
    const hers = await putRecord(1, 'orders', environment.production, {
      customer: { email: ana, name: 'Ana Ruiz' },
      total: 129,
    });
    const listed = await putRecord(1, 'leads', environment.production, {
      items: [
        { email: 'Ana.Ruiz@Example.com', city: 'Lyon' },
        { email: 'bob@example.com', city: 'Brest' },
      ],
    });
    const bystander = await putRecord(1, 'leads', environment.production, { email: `di${ana}` });
    await sql(`update records set key = $2, carried = $3, answer = $4 where id = $1`, [
      hers.recordId,
      ana,
      JSON.stringify({ invoice: { s: 'done', v: { id: 'INV-1', to: ana } } }),
      JSON.stringify({ email: ana }),
    ]);
    // What another record's call was answered, and a key that must stay what it is.
    await sql('update attempts set entries = $2 where run_id = $1', [
      bystander.runId,
      JSON.stringify([
        { r: bystander.recordId, n: 1, k: 'receipt-1', v: [{ mail: ana }, { mail: 'bob@example.com' }] },
        { r: bystander.recordId, n: 2, x: { method: 'GET', url: `/find?mail=${ana}` } },
      ]),
    ]);
    const made = idOn(1);
    await sql(
      `insert into records (id, workspace_id, run_id, parent_id, root_id, input, state) values ($1, $2, $3, $4, $4, '{"line":"red shoes"}', 'succeeded')`,
      [made, DEFAULT_WORKSPACE, hers.runId, hers.recordId],
    );
    const closed = await putFailure(hers, 'resolved');
    await sql('update failures set data = $2, failure = $3, record_key = $4 where id = $1', [
      closed,
      JSON.stringify({ email: ana }),
      JSON.stringify({ kind: 'input', code: 'x.y', params: { message: `${ana} is unknown`, city: 'Lyon' } }),
      ana,
    ]);
    const sample = await t.call('POST', '/api/flows/orders/samples', {
      body: { node: 'in', data: { email: ana, name: 'Ana Ruiz' } },
    });
    expect(sample.status).toBe(200);
    await sql(
      `insert into flow_tests (workspace_id, flow_id, id, name, document, updated_by) values ($1, 'orders', 'ana', 'for her', $2, 'x')`,
      [DEFAULT_WORKSPACE, JSON.stringify({ name: 'for her', records: [{ email: ana, name: 'Ana' }], expect: {} })],
    );
    await sql(
      `insert into failure_notes (id, workspace_id, fingerprint, act, actor, data) values ($1, $2, 'group', 'comment', 'x', $3)`,
      [uuidv7(), DEFAULT_WORKSPACE, JSON.stringify({ text: `called ${ana} twice` })],
    );
    await sql(
      `insert into alert_incidents (id, workspace_id, condition, subject, environment_id, facts, opened_at, last_seen_at) values ($1, $2, '{}', 's', $3, $4, now(), now())`,
      [uuidv7(), DEFAULT_WORKSPACE, environment.production, JSON.stringify({ said: `no answer for ${ana}` })],
    );
    await sql(`insert into failure_groups (workspace_id, fingerprint, tags) values ($1, 'group', $2)`, [
      DEFAULT_WORKSPACE,
      ['vip', ana],
    ]);
    await sql(`update environments set variables = $2 where id = $1`, [
      environment.trials,
      JSON.stringify({ copyTo: ana }),
    ]);
    // Work that has not ended.
    const waiting = await putRecord(1, 'orders', environment.production, { email: ana });
    await sql("update records set state = 'waiting', wait_reason = 'held' where id = $1", [waiting.recordId]);
    await sql('update runs set waiting = 1, succeeded = 0, ended_at = null where id = $1', [waiting.runId]);
    await sql("insert into parked (record_id, workspace_id, run_id, reason, node) values ($1, $2, $3, 'held', 'in')", [
      waiting.recordId,
      DEFAULT_WORKSPACE,
      waiting.runId,
    ]);
    const open = await putRecord(1, 'orders', environment.production, { email: ana });
    await sql("update records set state = 'failed' where id = $1", [open.recordId]);
    const failure = await putFailure(open, 'open');
    await sql('update failures set data = $2 where id = $1', [failure, JSON.stringify({ email: ana })]);

    const job = await look('  Ana.Ruiz@Example.com ');
    expect(job).toMatchObject({ state: 'looked', failure: null, askedBy: 'token admin' });
    expect(JSON.stringify(job)).not.toContain('ruiz');
    expect(job.found).toMatchObject({
      open: 2,
      flows: { orders: 10, leads: 3 },
      elsewhere: { environments: 1 },
      tables: {
        records: { found: 4 },
        failures: { found: 2 },
        samples: { found: 1 },
        flow_tests: { found: 1 },
        failure_notes: { found: 1 },
      },
    });
    expect((await sql('select 1 from records where input like $1', [`%${ana}%`])).length).toBeGreaterThan(0);

    const exported = await t.call('GET', `/api/person-jobs/${job.id}/export`, { as: 'admin' });
    const { rows, complete } = JSON.parse(exported.text);
    expect(complete).toBe(true);
    expect(rows.find((row: { id: string }) => row.id === listed.recordId).data).toEqual([
      { email: 'Ana.Ruiz@Example.com', city: 'Lyon' },
    ]);
    expect(exported.text).toContain('Ana Ruiz');
    expect(exported.text).not.toContain('bob@example.com');

    expect((await erase(job.id, { person: 'bob@example.com' })).body.error.code).toBe('keeping.notTheSame');
    expect((await erase(job.id, { person: ana })).body.error).toMatchObject({
      code: 'keeping.stillOpen',
      params: { count: 2 },
    });
    expect((await erase(job.id, { person: ana, cancels: true })).body.state).toBe('erasing');
    expect((await erase(job.id, { person: ana, cancels: true })).body.error.code).toBe('keeping.notLooked');
    await through();
    expect((await jobs())[0]).toMatchObject({ id: job.id, state: 'erased', failure: null });
    expect((await jobs())[0].found.tables.records.erased).toBeGreaterThanOrEqual(5);

    expect(await standsIn(ana)).toEqual([
      // The look's report said so: what people set up is theirs to change. She who is called diana is another.
      'environments.variables',
      'records.input',
    ]);
    expect(await sql('select id from records where strpos(lower(input), $1) > 0', [ana])).toEqual([
      { id: bystander.recordId },
    ]);
    const text = (await sql('select entries from attempts where strpos(entries, $1) > 0', [bystander.recordId]))
      .map(({ entries }) => entries)
      .join();
    expect(text.replaceAll(`di${ana}`, '')).not.toContain(ana);
    expect(text).toContain('receipt-1');
    expect(await standsIn('ana ruiz')).toEqual([]);
    expect(await sql("select 1 from records where input like '%red shoes%'")).toEqual([]);
    // Others stay, and runs add up.
    expect((await sql('select input from records where id = $1', [listed.recordId]))[0].input).toContain(
      'bob@example.com',
    );
    expect(
      await sql('select waiting, cancelled, ended_at is not null as ended from runs where id = $1', [waiting.runId]),
    ).toEqual([{ waiting: 0, cancelled: 1, ended: true }]);
    const shown = await t.call('GET', `/api/records/${hers.recordId}`, { as: 'viewer' });
    expect(shown.body).toMatchObject({ input: { erased: '[erased]' }, state: 'succeeded', answer: null });
    expect(shown.body.key).toMatch(/^erased:[0-9a-f]{16}$/);
    // Nothing of it can be run again.
    expect((await t.call('GET', `/api/runs/${hers.runId}/replay`, { as: 'operator' })).body).toMatchObject({
      startable: { all: 0 },
    });
    expect(
      (await t.call('POST', '/api/failures/reopen', { as: 'operator', body: { ids: [closed] } })).body.reopened ?? [],
    ).toEqual([]);
    expect((await t.call('GET', `/api/journey?q=${encodeURIComponent(ana)}`)).body.records).toEqual([]);
    const history = JSON.stringify((await t.call('GET', '/api/history')).body);
    for (const act of ['person.searched', 'person.exported', 'person.erasing', 'person.erased'])
      expect(history).toContain(act);
    expect(await sql('select 1 from person_jobs where subject is not null')).toEqual([]);
    expect((await look(ana)).found.tables).toEqual({});
  });

  it('a search that is let go, or forgotten, names nobody any more', async () => {
    const [one, two] = [await look('eva@example.com'), await look('CUS-20417')];
    expect((await t.call('DELETE', `/api/person-jobs/${one.id}`, { as: 'admin' })).status).toBe(204);
    expect((await t.call('GET', `/api/person-jobs/${one.id}/export`, { as: 'admin' })).body.error.code).toBe(
      'keeping.notLooked',
    );
    await sql("update person_jobs set looked_at = now() - interval '25 hours' where id = $1", [two.id]);
    await forgetOldLooks(t.deps.pool);
    expect(await sql('select state, subject from person_jobs where id = any($1)', [[one.id, two.id]])).toEqual([
      { state: 'over', subject: null },
      { state: 'over', subject: null },
    ]);
  });

  it('what is in a worker’s hands is waited for', async () => {
    const { recordId, runId } = await putRecord(1, 'orders', environment.production, { email: 'eva@example.com' });
    await sql("update records set state = 'waiting', wait_reason = 'turn' where id = $1", [recordId]);
    const job = await look('eva@example.com');
    await erase(job.id, { person: 'eva@example.com', cancels: true });
    await through();
    expect((await jobs())[0]).toMatchObject({ state: 'erasing', waits: true });
    expect(await sql('select state from records where id = $1', [recordId])).toEqual([{ state: 'waiting' }]);
    await sql("update records set state = 'succeeded' where id = $1", [recordId]);
    await sql('update person_jobs set due_at = now() where id = $1', [job.id]);
    await through();
    expect((await jobs())[0]).toMatchObject({ failure: null, state: 'erased' });
    expect(await standsIn('eva@example.com')).toEqual([]);
    expect((await t.call('GET', `/api/runs/${runId}`)).status).toBe(200);
  });
});

/** What else is text. A new column belongs into `personal-columns.ts`, unless it is one of these. */
const nobody = {
  'made by us: ids, states, codes, numbers, hashes': `approvals.decide approvals.digest approvals.fields approvals.flow_id approvals.how approvals.node approvals.otherwise approvals.state
    remembered_choices.choice remembered_choices.flow_id remembered_choices.node alert_channels.kind alert_channels.language alert_deliveries.address alert_deliveries.stage
    alert_deliveries.state alert_incidents.condition alert_incidents.flow_id alert_mutes.flow_id alert_rules.builtin alert_rules.channel_ids
    alert_rules.flow_id api_tokens.role attempts.kind attempts.node batches.lane batches.queue batches.record_ids batches.state bindings.flow_id
    bindings.slot connection_holds.reason connections.connector connections.credential_fields connections.granted_scopes connections.hook_token
    connections.wanted_scopes deployments.flow_id environments.colour events.type failure_groups.fingerprint failure_jobs.act
    failure_jobs.refused failure_notes.act failure_notes.fingerprint failures.code failures.fingerprint failures.flow_id failures.kind failures.node
    failures.resolution failures.status files.type flow_tests.flow_id flow_tests.id flow_versions.digest flow_versions.flow_id flows.apps flows.id
    hooks.event keeping.flow_id kept_sizes.flow_id kept_sizes.what kept_sizes_made.what occurrences.outcome occurrences.reason parked.lane
    parked.node person_jobs.found person_jobs.place person_jobs.state person_jobs.failure rate_budgets.rate rate_budgets.state records.node
    run_counts.flow_id runs.cause runs.flow_id sample_listeners.config sample_listeners.flow_id sample_listeners.node sample_listeners.sample_ids
    sample_listeners.uses samples.flow_id samples.node samples.origin settings.name settings.value subscriptions.status subscriptions.uses tracing_entries.flow_id tracing_entries.kind tracing_entries.node tracings.flow_id
    swept_days.partition swept_days.signature traces.tokens triggers.flow_id triggers.kind triggers.node triggers.token triggers.uses
    workers.host workspaces.name oauth_clients.client_id oauth_clients.connector`,
  'sealed, or of an account that signs in here': `alert_channels.secret auth_accounts.accessToken auth_accounts.accountId auth_accounts.idToken
    auth_accounts.password auth_accounts.providerId auth_accounts.refreshToken auth_accounts.scope auth_sessions.ipAddress auth_sessions.token
    auth_sessions.userAgent auth_verifications.identifier auth_verifications.value connections.credentials connections.signing_secrets
    oauth_clients.secret subscriptions.secret`,
  'who of us did it': `alert_incidents.acknowledged_by alert_mutes.muted_by deployments.deployed_by failure_groups.assignee failure_groups.ignored_by
    approvals.decided_by remembered_choices.chosen_by failure_jobs.actor failure_notes.actor failures.resolved_by flow_tests.updated_by keeping.updated_by oauth_clients.updated_by
    person_jobs.asked_by person_jobs.confirmed_by sample_listeners.listened_by samples.taken_by tracings.ended_by tracings.started_by`,
  'gone within minutes': `connection_asks.answer connection_asks.question flow_asks.answer flow_asks.question oauth_states.actor oauth_states.client_id
    oauth_states.redirect_uri oauth_states.scopes oauth_states.user_id oauth_states.verifier`,
  'of work that is waited for, or of the search itself': 'parked.lane_key person_jobs.subject',
};
const namesNobody = new Set(Object.values(nobody).flatMap((columns) => columns.split(/\s+/)));
