import { parseCsv } from '@raccord/connectors/shared/tables/csv';
import type { FailureData } from '@raccord/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEditCheck } from '../../failures/edit-check.ts';
import { advanceJob, ignoreByRule } from '../../reconciler/tend-inbox.ts';
import { inTransaction } from '../../stores/engine/in-transaction.ts';
import { DEFAULT_WORKSPACE } from '../../stores/workspaces.ts';
import { insertFailure, insertRun } from '../../testing/sample-run.ts';
import { type TestApp, testApp } from '../../testing/test-app.ts';

let t: TestApp;
let environmentId: string;
beforeAll(async () => {
  t = await testApp({ engine: true });
  environmentId = (await t.call('POST', '/api/environments', { body: { name: 'sandbox' } })).body.id;
  for (const flow of ['again', 'many', 'table']) await store(flow);
});
/** A version of a flow, as the failures of these tests name it. */
async function store(id: string): Promise<void> {
  const nodes = [
    { id: 'start', kind: 'trigger', uses: 'stripe/payment-succeeded' },
    { id: 'send', kind: 'action', uses: 'slack/post-message', connection: 'slack' },
  ];
  const document = { schemaVersion: 1, id, name: id, connections: { slack: { connector: 'slack' } }, nodes, edges: [] };
  await t.deps.pool.query("insert into flows (workspace_id, id, name, draft) values ($1, $2, $2, '')", [
    DEFAULT_WORKSPACE,
    id,
  ]);
  await t.deps.pool.query(
    "insert into flow_versions (workspace_id, flow_id, version, document, digest) values ($1, $2, 1, $3, '')",
    [DEFAULT_WORKSPACE, id, JSON.stringify(document)],
  );
}
async function connectSlack(): Promise<void> {
  const body = { environment: 'sandbox', connector: 'slack', name: 'Slack', isDefault: true };
  expect((await t.call('POST', '/api/connections', { body })).status).toBe(200);
}
afterAll(() => t.close());
const missing = '00000000-0000-7000-8000-00000000dead';
const timeout: FailureData = { kind: 'transient', code: 'http.timeout', params: { seconds: 30 } };
const refused: FailureData = { kind: 'input', code: 'http.badRequest', params: { message: 'no such size' } };

async function fail(
  flowId: string,
  failure: FailureData,
  status: 'open' | 'inDoubt' | 'retrying' = 'open',
  more: { data?: string; recordKey?: string } = {},
) {
  const { runId, recordIds } = await insertRun(t.deps.db, { flowId, environmentId, states: ['failed'] });
  const recordId = recordIds[0] ?? '';
  return insertFailure(t.deps.db, { runId, recordId, flowId, environmentId, failure, status, ...more });
}
const idsOf = (failures: { id: string }[]) => failures.map(({ id }) => id);

describe.each([
  ['GET', '/api/failures'],
  ['GET', '/api/failure-groups'],
  ['GET', `/api/failures/${missing}`],
  ['POST', '/api/failures/retry'],
  ['POST', '/api/failures/resolve'],
  ['POST', '/api/failures/ignore'],
  ['POST', '/api/failures/reopen'],
  ['POST', `/api/failures/${missing}/decide`],
  ['GET', '/api/failure-groups/abc'],
  ['PATCH', '/api/failure-groups/abc'],
  ['GET', '/api/failures/export?format=csv'],
  ['POST', '/api/failures/import'],
  ['POST', '/api/failure-jobs'],
  ['GET', `/api/failure-jobs/${missing}`],
] as const)('%s %s', (method, url) => {
  it('is protected', async () => {
    expect((await t.call(method, url, { as: null })).status).toBe(401);
    if (method !== 'GET') expect((await t.call(method, url, { as: 'viewer', body: {} })).status).toBe(403);
  });
});

it.each([
  ['/api/failures/retry', {}],
  ['/api/failures/retry', { ids: [] }],
  ['/api/failures/retry', { ids: ['x'] }],
  ['/api/failures/retry', { ids: [missing, missing] }],
  ['/api/failures/retry', { ids: [missing], edited: [] }],
  ['/api/failures/resolve', { ids: missing }],
  ['/api/failures/ignore', { id: missing }],
  ['/api/failures/reopen', { ids: [5] }],
  [`/api/failures/${missing}/decide`, {}],
  [`/api/failures/${missing}/decide`, { decision: 'maybe' }],
  ['/api/failure-jobs', { act: 'retry', target: {} }],
  ['/api/failure-jobs', { act: 'delete', target: { ids: [missing] } }],
  ['/api/failures/readiness', { target: { ids: [] } }],
  ['/api/failures/preview-replacement', { target: { ids: [missing] }, replacement: { field: '.', by: '' } }],
  ['/api/failures/import', { format: 'xml', text: '' }],
  ['/api/failures/import', { format: 'csv', text: 'name\nAnn' }],
  ['/api/failures/import', { format: 'json', text: '{' }],
] as const)('POST %s rejects a bad body: %j', async (url, body) => {
  expect((await t.call('POST', url, { body })).status).toBe(400);
});

it('lists what failed, newest first, narrowed and by page', async () => {
  const ids = [
    await fail('listed', timeout),
    await fail('listed', refused),
    await fail('listed', timeout, 'inDoubt'),
  ].reverse();
  const list = async (query: string) => (await t.call('GET', `/api/failures?flow=listed${query}`)).body;
  expect(idsOf((await list('')).failures)).toEqual(ids);
  expect(idsOf((await list('&status=open&kind=input')).failures)).toEqual([ids[1]]);
  expect(idsOf((await list('&code=http.timeout')).failures)).toEqual([ids[0], ids[2]]);
  const first = await list('&limit=2');
  expect(idsOf(first.failures)).toEqual(ids.slice(0, 2));
  const second = await list(`&limit=2&after=${first.next}`);
  expect([idsOf(second.failures), second.next]).toEqual([[ids[2]], null]);
});

it('puts together what failed alike', async () => {
  for (const failure of [timeout, timeout, refused]) await fail('grouped', failure);
  const { groups } = (await t.call('GET', '/api/failure-groups?flow=grouped&status=open')).body;
  const told = groups.map(({ code, count }: { code: string; count: number }) => `${code} ${count}`);
  expect(told.sort()).toEqual(['http.badRequest 1', 'http.timeout 2']);
  expect(groups[0].message).not.toBe('');
});

it('gives one with the record’s data, byte for byte, and its sentence in the reader’s language', async () => {
  const id = await fail('single', refused);
  const headers = { 'accept-language': 'fr' };
  const { body } = await t.call('GET', `/api/failures/${id}`, { headers });
  expect(body).toMatchObject({ flowId: 'single', status: 'open', data: { body: { number: 1, text: 'a\u0000b' } } });
  const en = (await t.call('GET', `/api/failures/${id}`)).body.message;
  expect(en).not.toBe(body.message);
  expect((await t.call('GET', `/api/failures/${missing}`)).body.error.code).toBe('server.noFailure');
});

describe('with the engine', () => {
  const retry = (body: object) => t.call('POST', '/api/failures/retry', { as: 'operator', body });

  it('refuses what would only fail again: no version, no connection', async () => {
    const [gone, unbound] = [await fail('gone', refused), await fail('again', refused)];
    const { body } = await retry({ ids: [gone, unbound] });
    expect([body.accepted, body.refused.map(({ code }: { code: string }) => code)]).toEqual([
      [],
      ['engine.versionGone', 'inbox.connectionGone'],
    ]);
    const target = { ids: [gone, unbound] };
    const ready = (await t.call('POST', '/api/failures/readiness', { body: { target } })).body;
    expect(ready).toMatchObject({ total: 2, counts: { willRun: 0, alreadyDone: 0, inDoubt: 0, refused: 2 } });
    expect(ready.records[0].message).toMatch(/no longer there/);
    await connectSlack();
  });

  it('runs records again, with corrected data, once', async () => {
    const [one, two, doubt] = [
      await fail('again', refused),
      await fail('again', refused),
      await fail('again', timeout, 'inDoubt'),
    ];
    const { body } = await retry({ ids: [one, two, doubt], edited: { [two]: { body: { number: 2 } } } });
    expect(body.accepted.sort()).toEqual([one, two].sort());
    expect(body.refused).toEqual([{ id: doubt, code: 'engine.decideFirst', message: expect.any(String) }]);
    const told = (await t.call('GET', `/api/failures/${two}`)).body;
    expect(told.status).toBe('retrying');
    const record = await t.deps.pool.query('select state, input from records where id = $1', [told.recordId]);
    expect(record.rows).toEqual([{ state: 'waiting', input: '{"body":{"number":2}}' }]);
    expect((await retry({ ids: [one] })).body.accepted).toEqual([]);
  });

  it('says when there is nothing to decide', async () => {
    const url = (id: string) => `/api/failures/${id}/decide`;
    const body = { decision: 'notDone' };
    expect((await t.call('POST', url(missing), { body })).body.error.code).toBe('server.noFailure');
    expect((await t.call('POST', url(await fail('sure', refused)), { body })).body.error.code).toBe(
      'server.alreadyDecided',
    );
  });
});

describe('without running anything', () => {
  const act = (name: string, ids: string[]) =>
    t.call('POST', `/api/failures/${name}`, { as: 'operator', body: { ids } });
  const statusOf = async (id: string) => (await t.call('GET', `/api/failures/${id}`)).body;

  it('resolves, ignores and reopens, and says which it could not', async () => {
    const [one, two] = [await fail('acted', timeout), await fail('acted', timeout)];
    const doubt = await fail('acted', timeout, 'inDoubt');
    const answer = await act('resolve', [one, doubt, missing]);
    expect(answer.body).toEqual({
      accepted: [one],
      refused: [doubt, missing].map((id) => ({ id, code: 'inbox.otherState', message: expect.any(String) })),
    });
    expect(await statusOf(one)).toMatchObject({
      status: 'resolved',
      resolution: 'byHand',
      resolvedBy: 'token operator',
    });
    expect((await act('ignore', [one, two])).body.accepted).toEqual([two]);
    expect((await act('reopen', [one, two])).body.accepted.sort()).toEqual([one, two].sort());
    expect(await statusOf(two)).toMatchObject({ status: 'open', resolution: null, resolvedBy: null, resolvedAt: null });
  });

  it('does not reopen what a retry has ended', async () => {
    const id = await fail('retried', timeout);
    await t.deps.pool.query("update failures set status = 'resolved', resolution = 'retried' where id = $1", [id]);
    expect((await act('reopen', [id])).body.accepted).toEqual([]);
  });
});

describe('many at once', () => {
  const check = () => createEditCheck(t.deps.registry);
  const work = (act: Parameters<typeof inTransaction<unknown>>[1]) => inTransaction(t.deps.pool, act);
  const payment = (email: string) => JSON.stringify({ id: 'pi_1', amount: 100, receipt_email: email });
  const one = (email: string, recordKey?: string) =>
    fail('many', refused, 'open', { data: payment(email), ...(recordKey === undefined ? {} : { recordKey }) });
  const fingerprint = 'many/send/http.badRequest';
  const inputs = async (ids: string[]) => {
    const text =
      'select r.input from records r join failures f on f.record_id = r.id where f.id = any($1) order by f.id';
    return (await t.deps.pool.query(text, [ids])).rows.map(({ input }) => JSON.parse(input).receipt_email);
  };

  it('a whole group is corrected by find and replace, seen beforehand, and run again', async () => {
    const ids = [await one('ann@acme.con'), await one('bob@acme.con'), await one('eve@acme.com')];
    const body = {
      target: { filter: { fingerprint } },
      replacement: { field: 'receipt_email', find: '.con', by: '.com' },
    };
    const seen = (await t.call('POST', '/api/failures/preview-replacement', { body })).body;
    expect(seen).toMatchObject({ looked: 3, changed: 2, unfit: 0 });
    expect(seen.changes[0]).toMatchObject({ before: 'ann@acme.con', after: 'ann@acme.com' });
    const job = (await t.call('POST', '/api/failure-jobs', { as: 'operator', body: { act: 'retry', ...body } })).body;
    expect(job).toMatchObject({ total: 3, done: 0, endedAt: null });
    const late = await one('late@acme.con');
    for (let times = 0; times < 2; times += 1) await work((db) => advanceJob(db, check()));
    const { done, refused: none, endedAt } = (await t.call('GET', `/api/failure-jobs/${job.id}`)).body;
    expect([done, none, typeof endedAt]).toEqual([3, [], 'string']);
    expect(await inputs(ids)).toEqual(['ann@acme.com', 'bob@acme.com', undefined]);
    // What came in after it was asked for is none of its business.
    const { counts, history } = (await t.call('GET', `/api/failure-groups/${fingerprint.replaceAll('/', '%2F')}`)).body;
    expect(counts).toMatchObject({ open: 1, retrying: 3 });
    expect(history[0]).toMatchObject({ act: 'retry', actor: 'token operator', data: { count: 3 } });
    expect((await t.call('POST', '/api/failures/ignore', { body: { ids: [late] } })).body.accepted).toEqual([late]);
    const again = { act: 'retry', ...body };
    expect((await t.call('POST', '/api/failure-jobs', { body: again })).body.error.code).toBe('inbox.nothingThere');
  });

  it('what a correction would make invalid is told by its field, and not run', async () => {
    const id = await one('ann@acme.example');
    const edited = { [id]: { id: 'pi_1', amount: 'a lot', receipt_email: 'ann@acme.example' } };
    const { body } = await t.call('POST', '/api/failures/retry', { body: { ids: [id], edited } });
    expect(body).toMatchObject({ accepted: [], refused: [{ id, code: 'inbox.editInvalid', at: 'amount' }] });
    const target = { ids: [id] };
    const replacement = { field: 'amount', by: 'a lot' };
    const seen = (await t.call('POST', '/api/failures/preview-replacement', { body: { target, replacement } })).body;
    expect(seen).toMatchObject({ changed: 1, unfit: 1 });
    const job = (await t.call('POST', '/api/failure-jobs', { body: { act: 'retry', target, replacement } })).body;
    for (let times = 0; times < 2; times += 1) await work((db) => advanceJob(db, check()));
    const told = (await t.call('GET', `/api/failure-jobs/${job.id}`)).body;
    expect(told).toMatchObject({ done: 0, refused: [{ code: 'inbox.editInvalid', count: 1 }] });
    await t.call('POST', '/api/failures/resolve', { body: { ids: [id] } });
  });

  it('a group is assigned, tagged, snoozed and talked about, and all of it is remembered', async () => {
    const id = await fail('group', refused);
    const place = '/api/failure-groups/group%2Fsend%2Fhttp.badRequest';
    const change = (body: object) => t.call('PATCH', place, { as: 'operator', body });
    const list = async (query = '') => (await t.call('GET', `/api/failure-groups?flow=group${query}`)).body.groups;
    expect((await change({})).status).toBe(400);
    await change({ assignee: 'Anne', tags: ['urgent'], comment: 'Asked <b>the</b> shop.' });
    expect((await list('&assignee=Anne&tag=urgent'))[0]).toMatchObject({
      count: 1,
      assignee: 'Anne',
      tags: ['urgent'],
    });
    expect([await list('&assignee='), await list('&tag=other')]).toEqual([[], []]);
    await change({ snooze: { until: null } });
    expect([await list('&snoozed=false'), (await list('&snoozed=true')).length]).toEqual([[], 1]);
    await fail('group', refused);
    expect((await list('&snoozed=false'))[0]).toMatchObject({ count: 2, snooze: null });
    await change({ snooze: { until: new Date(Date.now() + 60_000).toISOString() } });
    expect(await list('&snoozed=false')).toEqual([]);
    await change({ snooze: null, ignored: true });
    await work((db) => ignoreByRule(db));
    expect(await list()).toEqual([]);
    expect((await t.call('GET', `/api/failures/${id}`)).body).toMatchObject({
      status: 'ignored',
      resolvedBy: 'always',
    });
    const earlier = await fail('group', refused);
    await t.deps.pool.query("update failures set created_at = now() - interval '30 hours' where id = $1", [earlier]);
    const { history, counts, perHour, perDay } = (await t.call('GET', place)).body;
    expect(history.map(({ act }: { act: string }) => act)).toEqual(
      ['ignoreFromNowOn', 'wake', 'snooze', 'snooze', 'comment', 'tag', 'assign'].sort(
        (a, b) =>
          history.findIndex((each: { act: string }) => each.act === a) -
          history.findIndex((each: { act: string }) => each.act === b),
      ),
    );
    expect([counts.ignored, perHour.at(-1), perHour.length]).toEqual([2, 2, 24]);
    expect([perHour.slice(0, -1).every((count: number) => count === 0), perDay.slice(-2), perDay.length]).toEqual([
      true,
      [1, 2],
      14,
    ]);
    expect((await t.call('PATCH', '/api/failure-groups/none', { body: { ignored: true } })).body.error.code).toBe(
      'inbox.noGroup',
    );
  });

  it('goes out as a table that runs nothing, and comes back corrected', async () => {
    const evil = '=HYPERLINK("http://evil.example","here")';
    const data = (text: string) => JSON.stringify({ id: 'pi_2', amount: 100, receipt_email: text });
    const ids = [
      await fail('table', refused, 'open', { data: data(evil), recordKey: 'key-1' }),
      await fail('table', refused, 'open', { data: data('bob@acme.con'), recordKey: 'key-2' }),
    ];
    const { text, headers } = await t.call('GET', '/api/failures/export?format=csv&flow=table');
    expect(headers['content-disposition']).toBe('attachment; filename="failures.csv"');
    const table = parseCsv(text);
    if (!table.ok) throw new Error('no table');
    expect(table.rows.map((row) => [row.key, row['data.receipt_email'], row['data.amount']])).toEqual([
      ['key-1', `'${evil}`, '100'],
      ['key-2', 'bob@acme.con', '100'],
    ]);
    const send = async (sent: string, more: object = {}, format = 'csv') =>
      (await t.call('POST', '/api/failures/import', { as: 'operator', body: { format, text: sent, ...more } })).body;
    const stranger = `${missing},,,,,,,,,\r\n`;
    const corrected = `${text.replace('bob@acme.con', 'bob@acme.com')}${stranger}`;
    const columns = table.columns.length;
    const padded = corrected.replace(stranger, `${missing}${','.repeat(columns - 1)}\r\n`);
    const looked = await send(padded, { dryRun: true });
    expect(looked).toMatchObject({ rows: 3, changed: 1, unchanged: 1, accepted: 0 });
    expect(looked.refused).toEqual([{ line: 4, code: 'inbox.notInInbox', message: expect.stringContaining(missing) }]);
    expect(await send(padded)).toMatchObject({ changed: 1, unchanged: 1, accepted: 2 });
    expect(await inputs(ids)).toEqual([undefined, 'bob@acme.com']);
    // Sent once more, nothing of it is open any more.
    expect(await send(padded)).toMatchObject({ accepted: 0, refused: { length: 3 } });
  });

  it('goes out and in as JSON, and says which item it could not read', async () => {
    const id = await fail('table', refused, 'open', { data: '{"id":"pi_3","amount":1}' });
    const items = JSON.parse((await t.call('GET', '/api/failures/export?format=json&flow=table')).text);
    expect(items).toMatchObject([{ failure_id: id, data: { id: 'pi_3', amount: 1 } }]);
    items[0].data.amount = 'a lot';
    const body = { format: 'json', text: JSON.stringify([...items, 5, items[0]]) };
    const { refused: told } = (await t.call('POST', '/api/failures/import', { body })).body;
    expect(told.map(({ line, code }: { line: number; code: string }) => [line, code])).toEqual([
      [1, 'inbox.editInvalid'],
      [2, 'inbox.notInInbox'],
      [3, 'inbox.twiceInFile'],
    ]);
  });

  it('refuses a file that is too large before reading it, in words', async () => {
    const answer = await t.call('POST', '/api/failures/import', {
      body: { format: 'csv', text: 'x'.repeat(26_000_000) },
    });
    expect([answer.status, answer.body.error.code]).toEqual([413, 'server.bodyTooLarge']);
  });
});
