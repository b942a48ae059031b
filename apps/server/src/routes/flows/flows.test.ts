import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_WORKSPACE } from '../../stores/workspaces.ts';
import { sampleFlow } from '../../testing/sample-flow.ts';
import { type TestApp, testApp } from '../../testing/test-app.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
  await t.call('POST', '/api/environments', { body: { name: 'sandbox' } });
  await t.call('POST', '/api/environments', { body: { name: 'production' } });
  const connection = { connector: 'http', environment: 'sandbox', name: 'Shop', credentials: { token: 'shop-secret' } };
  await t.call('POST', '/api/connections', { body: connection });
});
afterAll(() => t.close());
const create = (document: unknown) => t.call('POST', '/api/flows', { body: { document } });
const deploy = (id: string, body: object = {}) =>
  t.call('POST', `/api/flows/${id}/deploy`, { body: { environment: 'sandbox', ...body } });
const triggersOf = async (id: string) => (await t.call('GET', `/api/triggers?flow=${id}`)).body.triggers;

describe.each([
  ['GET', '/api/flows', 'viewer'],
  ['POST', '/api/flows', 'builder'],
  ['GET', '/api/flows/x', 'viewer'],
  ['PUT', '/api/flows/x', 'builder'],
  ['DELETE', '/api/flows/x', 'builder'],
  ['GET', '/api/flows/x/export', 'viewer'],
  ['POST', '/api/flows/x/check', 'viewer'],
  ['GET', '/api/flows/x/versions', 'viewer'],
  ['GET', '/api/flows/x/versions/1', 'viewer'],
  ['GET', '/api/flows/x/deployments', 'viewer'],
  ['POST', '/api/flows/x/deploy', 'builder'],
  ['POST', '/api/flows/x/undeploy', 'builder'],
  ['POST', '/api/flows/x/run', 'operator'],
] as const)('%s %s', (method, url, role) => {
  it('is protected', async () => {
    expect((await t.call(method, url, { as: null })).status).toBe(401);
    if (role === 'viewer') return;
    const below = role === 'builder' ? 'operator' : 'viewer';
    expect((await t.call(method, url, { as: below, body: {} })).body.error.code).toBe('server.notAllowed');
  });
});

it.each([
  ['POST', '/api/flows', {}],
  ['PUT', '/api/flows/x', { document: {} }],
  ['PUT', '/api/flows/x', { revision: 0, document: {} }],
  ['POST', '/api/flows/x/check', { env: 'sandbox' }],
  ['POST', '/api/flows/x/deploy', {}],
  ['POST', '/api/flows/x/deploy', { environment: 'sandbox', version: 'latest' }],
  ['POST', '/api/flows/x/undeploy', { environment: 5 }],
  ['POST', '/api/flows/x/run', { environment: 'sandbox' }],
  ['POST', '/api/flows/x/run', { environment: 'sandbox', input: {}, inputs: [{}] }],
  ['POST', '/api/flows/x/run', { environment: 'sandbox', inputs: [] }],
] as const)('%s %s rejects a bad body: %j', async (method, url, body) => {
  expect((await t.call(method, url, { body })).status).toBe(400);
});

describe('a draft', () => {
  it('is created once and read back', async () => {
    const made = await create(sampleFlow('made'));
    expect(made.body).toMatchObject({ id: 'made', revision: 1 });
    expect((await create(sampleFlow('made'))).body.error).toMatchObject({
      code: 'server.flowExists',
      kind: 'duplicate',
    });
    const read = await t.call('GET', '/api/flows/made');
    expect(read.body).toMatchObject({ name: 'Flow made', revision: 1, document: sampleFlow('made') });
    expect((await t.call('GET', '/api/flows')).body.flows).toContainEqual(
      expect.objectContaining({ id: 'made', updatedBy: 'token owner', deployments: [] }),
    );
  });

  it('is refused with every mistake of form, in the reader’s language', async () => {
    const headers = { 'accept-language': 'fr' };
    const body = { document: { ...sampleFlow('broken'), name: '', nodes: [{ id: 'a', kind: 'nap' }] } };
    const answer = await t.call('POST', '/api/flows', { body, headers });
    expect(answer.body.error).toMatchObject({ kind: 'input', code: 'server.flowInvalid' });
    expect(answer.body.error.params.problems.map(({ path }: { path: string }) => path)).toEqual(
      expect.arrayContaining(['name', 'nodes.a.kind']),
    );
    expect(answer.body.error.message).toMatch(/^Le flux ne peut pas être enregistré/);
    expect(answer.body.error.params.problems[0].message).toMatch(/[A-Za-z]{4}/);
  });

  it('is saved by one of two who started from the same revision', async () => {
    await create(sampleFlow('race'));
    const save = (name: string) =>
      t.call('PUT', '/api/flows/race', { body: { revision: 1, document: sampleFlow('race', { name }) } });
    const answers = await Promise.all([save('mine'), save('theirs')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const lost = answers.find(({ status }) => status === 409);
    expect(lost?.body.error).toMatchObject({ code: 'server.draftChanged', params: { revision: 2, by: 'token owner' } });
  });

  it('cannot be saved under the id of another flow', async () => {
    await create(sampleFlow('one'));
    const answer = await t.call('PUT', '/api/flows/one', { body: { revision: 1, document: sampleFlow('two') } });
    expect(answer.body.error).toMatchObject({ code: 'server.otherFlowId', params: { flow: 'one', found: 'two' } });
  });

  it('is exported as canonical text, whatever the order it was sent in', async () => {
    await create(sampleFlow('exported'));
    const exported = await t.call('GET', '/api/flows/exported/export');
    expect(exported.headers['content-disposition']).toBe('attachment; filename="exported.json"');
    const turned = Object.fromEntries(Object.entries(sampleFlow('exported')).reverse());
    await t.call('PUT', '/api/flows/exported', { body: { revision: 1, document: turned } });
    expect((await t.call('GET', '/api/flows/exported/export')).text).toBe(exported.text);
    expect(exported.text).toContain('\n  "id": "exported"');
  });

  it('is archived when it is in service nowhere, and comes back when saved', async () => {
    await create(sampleFlow('old'));
    expect((await t.call('DELETE', '/api/flows/old')).status).toBe(204);
    const ids = async (query: string) =>
      (await t.call('GET', `/api/flows${query}`)).body.flows.map(({ id }: { id: string }) => id);
    expect(await ids('')).not.toContain('old');
    expect(await ids('?archived=true')).toEqual(['old']);
    await t.call('PUT', '/api/flows/old', { body: { revision: 1, document: sampleFlow('old') } });
    expect(await ids('')).toContain('old');
  });

  it.each(['GET /api/flows/nobody', 'DELETE /api/flows/nobody', 'GET /api/flows/nobody/versions'])(
    'is missing when there is none: %s',
    async (line) => {
      const [method, url] = line.split(' ') as ['GET', string];
      expect((await t.call(method, url)).body.error).toMatchObject({
        code: 'server.noFlow',
        params: { flow: 'nobody' },
      });
    },
  );
});

describe('check', () => {
  it('says what is wrong with a document that is not saved, for an environment too', async () => {
    const document = sampleFlow('checked', { edges: [{ from: 'order', to: 'gone' }] });
    const alone = await t.call('POST', '/api/flows/checked/check', { body: { document } });
    expect(alone.body.problems.length).toBeGreaterThan(0);
    expect(alone.body.problems[0].message).not.toBe('');
    const there = { document: sampleFlow('checked'), environment: 'production' };
    const { problems } = (await t.call('POST', '/api/flows/checked/check', { body: there })).body;
    expect(problems).toContainEqual(expect.objectContaining({ code: 'flow.unbound', severity: 'error' }));
  });
});

describe('deploy', () => {
  it('makes a version when the draft changed, and only then', async () => {
    await create(sampleFlow('steps'));
    expect((await deploy('steps', { note: 'first' })).body).toMatchObject({ version: 1 });
    expect((await deploy('steps')).body).toMatchObject({ version: 1 });
    const document = sampleFlow('steps', { description: 'changed' });
    await t.call('PUT', '/api/flows/steps', { body: { revision: 1, document } });
    expect((await deploy('steps')).body).toMatchObject({ version: 2 });
    const { versions } = (await t.call('GET', '/api/flows/steps/versions')).body;
    expect(versions).toEqual([
      expect.objectContaining({ version: 2, note: null, createdBy: 'token owner' }),
      expect.objectContaining({ version: 1, note: 'first' }),
    ]);
    expect((await t.call('GET', '/api/flows/steps/versions/1')).body.document).toEqual(sampleFlow('steps'));
    expect((await t.call('GET', '/api/flows/steps/versions/9')).body.error.code).toBe('server.noVersion');
    expect((await deploy('steps', { version: 1 })).body).toMatchObject({ version: 1 });
    const { deployments } = (await t.call('GET', '/api/flows/steps/deployments')).body;
    expect(deployments).toEqual([expect.objectContaining({ version: 1, active: true, deployedBy: 'token owner' })]);
    const { events } = (await t.call('GET', '/api/history?subject=flow:steps')).body;
    expect(events.map(({ type }: { type: string }) => type)).toEqual([
      'flow.deployed',
      'flow.deployed',
      'flow.deployed',
      'flow.deployed',
      'flow.created',
    ]);
    expect(events[1].data).toEqual({ version: 2, environment: 'sandbox' });
  });

  it('refuses a flow with errors, an unbound slot, and an unknown environment, and leaves nothing behind', async () => {
    await create(sampleFlow('bad', { edges: [{ from: 'order', to: 'gone' }] }));
    expect((await deploy('bad')).body.error).toMatchObject({ kind: 'config', code: 'server.flowHasProblems' });
    await create(sampleFlow('unbound'));
    const unbound = await deploy('unbound', { environment: 'production' });
    expect(unbound.status).toBe(422);
    expect(unbound.body.error.params.problems).toContainEqual(expect.objectContaining({ code: 'flow.unbound' }));
    expect((await deploy('unbound', { environment: 'moon' })).body.error.code).toBe('server.noEnvironment');
    expect((await t.call('GET', '/api/flows/unbound/versions')).body.versions).toEqual([]);
    expect(await triggersOf('unbound')).toEqual([]);
  });

  it('keeps a webhook’s address over deploys, a renamed node, and a time out of service', async () => {
    await create(sampleFlow('hook'));
    await deploy('hook');
    const [first] = await triggersOf('hook');
    expect(first).toMatchObject({ kind: 'webhook', active: true, node: 'order', nextDueAt: null });
    expect(first.address).toMatch(/^http:\/\/127\.0\.0\.1:4000\/hooks\/[\w-]{22}$/);

    const [trigger, send] = sampleFlow('hook').nodes;
    const nodes = [
      { ...trigger, id: 'sale' },
      { ...send, with: { method: 'POST', url: 'https://shop.example', json: '{{sale.body}}' } },
    ];
    const document = { ...sampleFlow('hook'), nodes, edges: [{ from: 'sale', to: 'send' }] };
    await t.call('PUT', '/api/flows/hook', { body: { revision: 1, document } });
    await deploy('hook');
    expect(await triggersOf('hook')).toEqual([{ ...first, node: 'sale' }]);

    expect((await t.call('POST', '/api/flows/hook/undeploy', { body: { environment: 'sandbox' } })).status).toBe(204);
    expect((await triggersOf('hook'))[0]).toMatchObject({ id: first.id, active: false });
    const again = await t.call('POST', '/api/flows/hook/undeploy', { body: { environment: 'sandbox' } });
    expect(again.body.error.code).toBe('server.notDeployed');
    await deploy('hook');
    expect((await triggersOf('hook'))[0]).toMatchObject({ id: first.id, active: true, address: first.address });
  });

  it('keeps a flow in service from being archived', async () => {
    await create(sampleFlow('busy'));
    await deploy('busy');
    expect((await t.call('DELETE', '/api/flows/busy')).body.error.code).toBe('server.flowInService');
  });

  it('gives a schedule its next times, in the flow’s time zone', async () => {
    const nodes = [{ id: 'morning', kind: 'trigger' as const, uses: 'schedule/cron', with: { cron: '0 8 * * *' } }];
    const settings = { timezone: 'Europe/Paris' };
    await create(sampleFlow('daily', { nodes, edges: [], connections: {}, settings }));
    expect((await deploy('daily')).status).toBe(200);
    const [trigger] = await triggersOf('daily');
    const { body } = await t.call('GET', `/api/triggers/${trigger.id}/occurrences`);
    expect(body).toMatchObject({ timezone: 'Europe/Paris', past: [] });
    expect(body.next).toHaveLength(20);
    expect(body.next[0]).toBe(trigger.nextDueAt);
    const hour = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Paris', hour: 'numeric', hour12: false });
    expect(new Set(body.next.map((time: string) => hour.format(new Date(time))))).toEqual(new Set(['08']));
  });

  it('tells other processes which caches to drop', async () => {
    const client = await t.deps.pool.connect();
    const heard: string[] = [];
    client.on('notification', ({ payload }) => heard.push(payload ?? ''));
    await client.query('listen raccord_changes');
    await create(sampleFlow('loud'));
    await deploy('loud');
    await client.query('select 1');
    client.release(true);
    const [trigger] = await triggersOf('loud');
    expect(heard).toEqual([`trigger:${trigger.id}`, `flow:${DEFAULT_WORKSPACE}:loud`]);
    expect(heard.every((payload) => payload.length < 200)).toBe(true);
  });
});
