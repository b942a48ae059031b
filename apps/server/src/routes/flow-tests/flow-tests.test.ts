import { connectors } from '@raccord/connectors';
import type { FlowDocument, FlowTest } from '@raccord/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertAttempt, insertRun } from '../../testing/sample-run.ts';
import { type TestAccounts, testAccounts } from '../../testing/test-accounts.ts';

// Tests of flows, the versions they guard, and what a draft would change: with a worker, since only workers evaluate.

let t: TestAccounts;
let environmentId: string;
beforeAll(async () => {
  t = await testAccounts(connectors);
  environmentId = (await t.call('POST', '/api/environments', { body: { name: 'test', variables: { vat: 20 } } })).body
    .id;
  const shop = { connector: 'http', environment: 'test', name: 'Shop', isDefault: true };
  await t.call('POST', '/api/connections', { body: shop });
});
afterAll(() => t.close());

const flow = (id: string, url = 'https://shop.example/orders'): FlowDocument => ({
  schemaVersion: 1,
  id,
  name: `Flow ${id}`,
  connections: { shop: { connector: 'http' } },
  nodes: [
    { id: 'order', kind: 'trigger', uses: 'manual/run' },
    {
      id: 'send',
      kind: 'action',
      uses: 'http/request',
      connection: 'shop',
      with: { method: 'POST', url, json: { number: '{{order.body.number}}', vat: '{{env.vat}}' } },
    },
  ],
  edges: [{ from: 'order', to: 'send' }],
});
const good: FlowTest = {
  name: 'An order is sent',
  records: [{ body: { number: 7 } }],
  env: { vat: 20 },
  mocks: { send: { status: 200, headers: {}, body: 'ok' } },
  expect: {
    records: [{ state: 'succeeded' }],
    effects: [{ node: 'send', input: { json: { number: 7, vat: 20 } } }],
  },
};
const create = async (document: FlowDocument) => {
  const { status } = await t.call('POST', '/api/flows', { body: { document } });
  expect(status).toBe(200);
  return `/api/flows/${document.id}`;
};
const save = async (document: FlowDocument) => {
  const path = `/api/flows/${document.id}`;
  const { revision } = (await t.call('GET', path)).body;
  expect((await t.call('PUT', path, { body: { revision, document } })).status).toBe(200);
};

describe.each([
  ['GET', '/api/flows/a/tests', 'viewer'],
  ['POST', '/api/flows/a/tests', 'builder'],
  ['GET', '/api/flows/a/tests/b', 'viewer'],
  ['PUT', '/api/flows/a/tests/b', 'builder'],
  ['DELETE', '/api/flows/a/tests/b', 'builder'],
  ['POST', '/api/flows/a/tests/run', 'operator'],
  ['POST', '/api/flows/a/impact', 'operator'],
  ['POST', '/api/flows/a/restore', 'builder'],
  ['POST', '/api/records/00000000-0000-7000-8000-00000000dead/test', 'builder'],
] as const)('%s %s', (method, url, role) => {
  const below = { viewer: null, operator: 'viewer', builder: 'operator' } as const;
  it('is protected', async () => {
    expect((await t.call(method, url, { as: null, body: {} })).status).toBe(401);
    if (role !== 'viewer') expect((await t.call(method, url, { as: below[role], body: {} })).status).toBe(403);
  });
  it.skipIf(method === 'GET' || method === 'DELETE')('rejects a bad body', async () => {
    expect((await t.call(method, url, { body: { nonsense: 1 } })).status).toBe(400);
  });
});

describe('tests of a flow', () => {
  it('are added, listed, changed under a lock, and deleted', async () => {
    const url = `${await create(flow('kept'))}/tests`;
    const made = await t.call('POST', url, { body: { document: good } });
    expect(made.body).toEqual({ id: 'an-order-is-sent', revision: 1 });
    const twice = await t.call('POST', url, { body: { document: good } });
    expect(twice.body.id).toBe('an-order-is-sent-2');
    const taken = await t.call('POST', url, { body: { document: good, id: 'an-order-is-sent' } });
    expect(taken.body.error).toMatchObject({ kind: 'duplicate', code: 'server.flowTestExists' });
    const { tests } = (await t.call('GET', url, { as: 'viewer' })).body;
    expect(tests).toMatchObject([{ id: 'an-order-is-sent', name: good.name, revision: 1 }, { name: good.name }]);

    const one = `${url}/an-order-is-sent`;
    expect((await t.call('GET', one)).body.document).toEqual(good);
    const named = { ...good, name: 'Sent' };
    expect((await t.call('PUT', one, { body: { revision: 1, document: named } })).body).toEqual({ revision: 2 });
    const late = await t.call('PUT', one, { body: { revision: 1, document: good } });
    expect(late.body.error).toMatchObject({ kind: 'duplicate', code: 'server.flowTestChanged' });
    expect((await t.call('DELETE', one)).status).toBe(204);
    expect((await t.call('GET', one)).body.error.code).toBe('server.noFlowTest');
    expect((await t.call('DELETE', one)).status).toBe(404);
  });

  it('what is no test is refused in words of the reader; one that is too large, and one too many', async () => {
    const url = `${await create(flow('bounded'))}/tests`;
    const french = { headers: { 'accept-language': 'fr' } };
    const bad = await t.call('POST', url, {
      body: { document: { name: 'x', records: [], expect: { record: 1 } } },
      ...french,
    });
    expect(bad.body.error).toMatchObject({ kind: 'input', code: 'server.flowTestInvalid' });
    const said = bad.body.error.params.problems.map(({ message }: { message: string }) => message).join('\n');
    expect(said).toMatch(/expect\.record/);
    expect(said).toMatch(/champ/);
    const large = { ...good, records: [{ text: 'x'.repeat(270_000) }] };
    expect((await t.call('POST', url, { body: { document: large } })).body.error.code).toBe('server.flowTestTooLarge');
    await t.deps.pool.query(
      `insert into flow_tests (workspace_id, flow_id, id, name, document, updated_by)
       select workspace_id, id, 'n' || n, 'x', $1, 'x' from flows, generate_series(1, 100) n where id = 'bounded'`,
      [JSON.stringify(good)],
    );
    expect((await t.call('POST', url, { body: { document: good } })).body.error.code).toBe('server.tooManyFlowTests');
  });

  it('are run by a worker: what passes, what does not and why, and what would have to be expected', async () => {
    const url = `${await create(flow('ran'))}/tests`;
    await t.call('POST', url, { body: { document: good } });
    const wrong = structuredClone(good);
    Object.assign(wrong, { name: 'Wrong', expect: { effects: [{ node: 'send', input: { json: { number: 8 } } }] } });
    await t.call('POST', url, { body: { document: wrong } });
    const { results } = (await t.call('POST', `${url}/run`, { as: 'operator', body: {} })).body;
    expect(results).toMatchObject([
      { id: 'an-order-is-sent', passed: true, messages: [] },
      { id: 'wrong', passed: false, messages: ['effects[0] send.input.json.number: 8 is expected, 7 was found.'] },
    ]);
    expect(results[1].actual).toEqual({ effects: [{ node: 'send', input: { json: { number: 7 } } }] });
    const accepted = { ...wrong, expect: results[1].actual };
    await t.call('PUT', `${url}/wrong`, { body: { revision: 1, document: accepted } });
    const again = await t.call('POST', `${url}/run`, { body: { tests: ['wrong'] } });
    expect(again.body.results).toMatchObject([{ id: 'wrong', passed: true }]);
    await save({ ...flow('ran'), edges: [...flow('ran').edges, { from: 'send', to: 'order' }] });
    const broken = await t.call('POST', `${url}/run`, { body: {} });
    expect(broken.body.error.code).toBe('server.flowHasProblems');
  });

  it('an environment can ask for them: a failing one keeps the flow out, with its name', async () => {
    const url = await create(flow('guarded'));
    await t.call('PATCH', `/api/environments/${environmentId}`, { body: { testsRequired: true } });
    const deploy = () => t.call('POST', `${url}/deploy`, { body: { environment: 'test' } });
    expect((await deploy()).body.error).toMatchObject({ kind: 'config', code: 'server.testsMissing' });
    await t.call('POST', `${url}/tests`, { body: { document: good } });
    await save(flow('guarded', 'https://elsewhere.example'));
    expect((await deploy()).body).toMatchObject({ version: 1 });
    const wrong = { ...good, name: 'Wrong', expect: { records: [{ state: 'failed' }] } };
    await t.call('POST', `${url}/tests`, { body: { document: wrong } });
    await save(flow('guarded'));
    const refused = await deploy();
    expect(refused.body.error).toMatchObject({ code: 'server.testsFailing', params: { failing: ['Wrong'] } });
    expect(refused.body.error.message).toContain('Wrong');
    expect((await t.call('GET', `${url}/deployments`)).body.deployments).toMatchObject([{ version: 1 }]);
    await t.call('PATCH', `/api/environments/${environmentId}`, { body: { testsRequired: false } });
    expect((await deploy()).body).toMatchObject({ version: 2 });
  });
});

describe('a test made from a record', () => {
  it('shows what it did: its data without secrets, the recorded answers, the calls; and fails once the flow is changed', async () => {
    const url = await create(flow('made'));
    await t.call('POST', `${url}/deploy`, { body: { environment: 'test' } });
    const { runId, recordIds } = await insertRun(t.deps.db, { flowId: 'made', environmentId, states: ['succeeded'] });
    const [record = ''] = recordIds;
    await t.deps.pool.query('update records set input = $2 where id = $1', [
      record,
      JSON.stringify({ body: { number: 3, password: 'canary' } }),
    ]);
    const output = { status: 201, headers: {}, body: { note: 'was {{not}} an expression' } };
    await insertAttempt(t.deps.db, { runId, node: 'send', entries: [{ r: record, n: 1, v: output }] });

    const made = await t.call('POST', `/api/records/${record}/test`, { body: { name: 'Order 3' } });
    expect(made.body).toEqual({ flowId: 'made', test: 'order-3' });
    const { document } = (await t.call('GET', `${url}/tests/order-3`)).body;
    expect(document).toMatchObject({
      records: [{ body: { number: 3, password: '[redacted]' } }],
      env: { vat: 20 },
      mocks: { send: { status: 201, body: { note: 'was \\{{not}} an expression' } } },
      expect: {
        records: [{ state: 'succeeded' }],
        effects: [{ node: 'send', record: 0, input: { method: 'POST', json: { number: 3, vat: 20 } } }],
      },
    });
    const run = async () => (await t.call('POST', `${url}/tests/run`, { body: {} })).body.results;
    expect(await run()).toMatchObject([{ passed: true }]);
    await save(flow('made', 'https://elsewhere.example'));
    const [result] = await run();
    expect(result.messages.join()).toContain('https://elsewhere.example');
  });

  it('is made of what came in, not of what a split made', async () => {
    const { runId, recordIds } = await insertRun(t.deps.db, {
      flowId: 'made',
      environmentId,
      states: ['succeeded', 'succeeded'],
    });
    const [root = '', part = ''] = recordIds;
    await t.deps.pool.query('update records set parent_id = $2, root_id = $2 where id = $1', [part, root]);
    const refused = await t.call('POST', `/api/records/${part}/test`, { body: { name: 'x' } });
    expect(refused.body.error).toMatchObject({ code: 'server.notRecordOfTrigger', params: { root } });
    expect(runId).not.toBe('');
  });
});

describe('versions', () => {
  it('an earlier one becomes the draft, and what the draft held is kept', async () => {
    const url = await create(flow('restored'));
    await t.call('POST', `${url}/deploy`, { body: { environment: 'test', note: 'first' } });
    await save(flow('restored', 'https://two.example'));
    const restore = (body: object) => t.call('POST', `${url}/restore`, { body });
    const late = await restore({ version: 1, revision: 1 });
    expect(late.body.error).toMatchObject({ kind: 'duplicate', code: 'server.draftChanged' });
    const done = await restore({ version: 1, revision: 2, note: 'Before 1' });
    expect(done.body).toEqual({ revision: 3, kept: 2 });
    expect((await t.call('GET', url)).body.document).toEqual(flow('restored'));
    const { versions } = (await t.call('GET', `${url}/versions`)).body;
    expect(versions).toMatchObject([
      { version: 2, note: 'Before 1' },
      { version: 1, note: 'first' },
    ]);
    // Undone: version 1 is there already, so nothing new is kept.
    expect((await restore({ version: 2, revision: 3 })).body).toEqual({ revision: 4, kept: 1 });
    expect((await t.call('GET', url)).body.document).toEqual(flow('restored', 'https://two.example'));
    expect((await restore({ version: 2, revision: 4 })).body).toEqual({ revision: 5, kept: null });
    expect((await restore({ version: 9, revision: 5 })).body.error.code).toBe('server.noVersion');
  });

  it('what a draft would change for the records that came: which, which calls, which fields', async () => {
    const url = await create(flow('changed'));
    const impact = (body: object = {}) => t.call('POST', `${url}/impact`, { body: { environment: 'test', ...body } });
    expect((await impact()).body.error.code).toBe('server.notDeployed');
    await t.call('POST', `${url}/deploy`, { body: { environment: 'test' } });
    expect((await impact()).body).toMatchObject({ live: 1, records: [] });
    const states = ['succeeded', 'succeeded', 'succeeded'] as const;
    const { runId, recordIds } = await insertRun(t.deps.db, { flowId: 'changed', environmentId, states });
    const answered = { status: 200, headers: {}, body: {} };
    await insertAttempt(t.deps.db, { runId, node: 'send', entries: recordIds.map((r) => ({ r, n: 1, v: answered })) });
    await t.deps.pool.query("update records set input = repeat(' ', 300000) || input where id = $1", [recordIds[2]]);

    const same = (await impact()).body;
    expect(same).toMatchObject({ live: 1, late: 0, tooLarge: 1, guessed: [] });
    expect(same.records).toHaveLength(2);
    for (const record of same.records) expect(record).toMatchObject({ runId, ends: [], calls: [], answer: [] });

    const next = structuredClone(flow('changed'));
    next.nodes[1] = {
      ...next.nodes[1],
      with: {
        method: 'POST',
        url: 'https://shop.example/orders',
        json: { number: '{{order.body.number + 1}}', vat: '{{env.vat}}' },
      },
    } as never;
    await save(next);
    const { records } = (await impact({ count: 2 })).body;
    expect(records.map(({ key, calls }: { key: string; calls: unknown }) => [key, calls])).toEqual([
      [
        'key-1',
        [{ node: 'send', change: 'changed', reads: false, fields: [{ path: 'json.number', before: '1', after: '2' }] }],
      ],
    ]);
    await t.call('PUT', url, {
      body: { revision: 2, document: { ...next, nodes: next.nodes.slice(0, 1), edges: [{ from: 'order', to: 'x' }] } },
    });
    expect((await impact()).body.error.code).toBe('server.flowHasProblems');
  });
});

it('questions leave nothing behind', async () => {
  expect((await t.deps.pool.query('select * from flow_asks')).rows).toEqual([]);
});
