import { inflateRawSync } from 'node:zlib';
import { uuidv7 } from '@raccord/runtime/uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiToken } from '../../stores/api-tokens.ts';
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
/** A failure that waits for somebody. @returns its id */
async function openFailure({ deps }: TestApp, flowId: string): Promise<string> {
  const id = uuidv7();
  await deps.pool.query(
    `insert into failures (id, workspace_id, run_id, record_id, flow_id, version, environment_id, node, kind, code, failure, fingerprint, data)
     values ($1, $2, $1, $1, $3, 1, $1, 'send', 'input', 'x', '{}', 'f', '{}')`,
    [id, DEFAULT_WORKSPACE, flowId],
  );
  return id;
}
/** A body as it stands. */
async function raw({ app, deps }: TestApp, payload: string) {
  const { token } = await createApiToken(deps.db, { workspaceId: DEFAULT_WORKSPACE, name: 'raw', role: 'builder' });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return app.inject({ method: 'POST', url: '/api/flows', headers, payload });
}
/** The files of an archive, read by its local headers. */
function unzipped(archive: Buffer): Record<string, string> {
  const files: Record<string, string> = {};
  for (let at = 0; archive.readUInt32LE(at) === 0x04034b50; ) {
    const [packed, name] = [archive.readUInt32LE(at + 18), archive.readUInt16LE(at + 26)];
    const start = at + 30 + name;
    files[archive.toString('utf8', at + 30, start)] = inflateRawSync(
      archive.subarray(start, start + packed),
    ).toString();
    at = start + packed;
  }
  return files;
}
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
  ['GET', '/api/flows/x/document', 'viewer'],
  ['GET', '/api/flows/x/document.md', 'viewer'],
  ['POST', '/api/flows/x/unarchive', 'builder'],
  ['POST', '/api/flows/x/delete', 'admin'],
  ['POST', '/api/flows/x/duplicate', 'builder'],
  ['GET', '/api/flows.zip?ids=x', 'viewer'],
  ['GET', '/api/templates', 'viewer'],
  ['POST', '/api/templates/x/use', 'builder'],
] as const)('%s %s', (method, url, role) => {
  it('is protected', async () => {
    expect((await t.call(method, url, { as: null })).status).toBe(401);
    if (role === 'viewer') return;
    const below = ({ admin: 'builder', builder: 'operator', operator: 'viewer' } as const)[role];
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
  ['POST', '/api/flows/x/delete', { force: true }],
  ['POST', '/api/flows/x/duplicate', { name: '  ' }],
  ['POST', '/api/flows/x/duplicate', { name: 'x'.repeat(201) }],
  ['POST', '/api/templates/x/use', { name: '' }],
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

describe('a flow that is not needed any more', () => {
  it('is taken out of service everywhere when it is archived so, and comes back as a draft', async () => {
    await create(sampleFlow('leaving'));
    await deploy('leaving');
    expect((await t.call('DELETE', '/api/flows/leaving')).body.error.code).toBe('server.flowInService');
    expect((await t.call('DELETE', '/api/flows/leaving?stop=true')).status).toBe(204);
    expect(await triggersOf('leaving')).toEqual([expect.objectContaining({ active: false })]);
    expect((await t.call('POST', '/api/flows/leaving/unarchive')).status).toBe(204);
    const { flows } = (await t.call('GET', '/api/flows?search=leaving')).body;
    expect(flows).toEqual([
      expect.objectContaining({ id: 'leaving', deployments: [expect.objectContaining({ active: false })] }),
    ]);
    const { events } = (await t.call('GET', '/api/history?subject=flow:leaving')).body;
    expect(events.slice(0, 3).map(({ type }: { type: string }) => type)).toEqual([
      'flow.unarchived',
      'flow.archived',
      'flow.undeployed',
    ]);
  });

  it('is deleted for ever once it is archived; by its id where it was in service, and not while something waits', async () => {
    const remove = (id: string, body: object = {}) => t.call('POST', `/api/flows/${id}/delete`, { body });
    await create(sampleFlow('never-used'));
    expect((await remove('never-used')).body.error.code).toBe('server.flowNotArchived');
    await t.call('DELETE', '/api/flows/never-used');
    expect((await remove('never-used')).status).toBe(204);
    expect((await t.call('GET', '/api/flows/never-used')).body.error.code).toBe('server.noFlow');

    await create(sampleFlow('was-used'));
    await deploy('was-used');
    await t.call('DELETE', '/api/flows/was-used?stop=true');
    const failure = await openFailure(t, 'was-used');
    expect((await remove('was-used', { named: 'was-used' })).body.error).toMatchObject({
      code: 'server.flowHasWork',
      params: { records: 0, failures: 1 },
    });
    await t.deps.pool.query(`update failures set status = 'ignored' where id = $1`, [failure]);
    expect((await remove('was-used')).body.error.code).toBe('server.flowWasInService');
    expect((await remove('was-used', { named: 'was-usd' })).body.error.code).toBe('server.flowWasInService');
    expect((await remove('was-used', { named: 'was-used' })).status).toBe(204);
    expect(await triggersOf('was-used')).toEqual([]);
    // Its name is free again.
    expect((await create(sampleFlow('was-used'))).body).toMatchObject({ revision: 1 });
  });
});

describe('a copy', () => {
  it('has the draft, the tests and the chosen connections of the other, under an id of its own', async () => {
    await create(sampleFlow('original', { tags: ['finance'] }));
    const { connections } = (await t.call('GET', '/api/connections')).body;
    const bound = { connectionId: connections[0].id };
    await t.call('PUT', '/api/flows/original/bindings/sandbox/shop', { body: bound });
    await t.deps.pool.query(
      `insert into flow_tests (workspace_id, flow_id, id, name, document, updated_by) values ($1, 'original', 'paid', 'Paid', '{"name":"Paid"}', 'x')`,
      [DEFAULT_WORKSPACE],
    );
    const copy = () => t.call('POST', '/api/flows/original/duplicate', { body: { name: 'Commande d’été (copie)' } });
    expect((await copy()).body).toEqual({ id: 'commande-d-ete-copie' });
    expect((await copy()).body).toEqual({ id: 'commande-d-ete-copie-2' });
    const { document } = (await t.call('GET', '/api/flows/commande-d-ete-copie')).body;
    expect(document).toEqual({
      ...sampleFlow('original', { tags: ['finance'] }),
      id: 'commande-d-ete-copie',
      name: 'Commande d’été (copie)',
    });
    const { slots } = (await t.call('GET', '/api/flows/commande-d-ete-copie/bindings/sandbox')).body;
    expect(slots).toEqual([
      expect.objectContaining({ connection: expect.objectContaining({ id: bound.connectionId, explicit: true }) }),
    ]);
    expect((await t.call('GET', '/api/flows/commande-d-ete-copie/deployments')).body.deployments).toEqual([]);

    const { token } = await createApiToken(t.deps.db, { workspaceId: DEFAULT_WORKSPACE, name: 'zip', role: 'viewer' });
    const headers = { authorization: `Bearer ${token}` };
    const archive = await t.app.inject({ url: '/api/flows.zip?ids=original,commande-d-ete-copie', headers });
    const files = unzipped(archive.rawPayload);
    expect(Object.keys(files)).toEqual([
      'original/flow.json',
      'original/tests/paid.json',
      'commande-d-ete-copie/flow.json',
      'commande-d-ete-copie/tests/paid.json',
    ]);
    expect(files['original/flow.json']).toBe((await t.call('GET', '/api/flows/original/export')).text);
    expect((await t.call('GET', '/api/flows.zip?ids=original,nobody')).body.error.code).toBe('server.noFlow');
    expect((await t.call('GET', '/api/flows.zip?ids=../x')).status).toBe(400);
  });
});

describe('templates', () => {
  it('are told in both languages, with what they need', async () => {
    const { templates } = (await t.call('GET', '/api/templates')).body;
    expect(templates.length).toBeGreaterThanOrEqual(7);
    for (const { title, description } of templates)
      for (const words of [title, description]) {
        expect(words.en).toMatch(/[a-z]/i);
        expect(words.fr).not.toBe(words.en);
      }
    const payment = templates.find(({ id }: { id: string }) => id === 'stripe-payment-to-zoho-books');
    expect(payment.apps.map(({ id }: { id: string }) => id)).toEqual(['stripe', 'zoho-books', 'slack']);
    expect(payment.apps[1].title).toEqual({ en: 'Zoho Books', fr: 'Zoho Books' });
    expect(payment.connections).toContainEqual({ slot: 'books', connector: 'zoho-books' });
    expect(payment.picture.nodes).toHaveLength(9);
    expect(payment.tests.length).toBeGreaterThan(0);
  });

  it('become drafts in the reader’s language, with their slots, tests and samples, as often as one likes', async () => {
    const use = (body: object) =>
      t.call('POST', '/api/templates/stripe-payment-to-zoho-books/use', { body, headers: { 'accept-language': 'fr' } });
    expect((await use({})).body).toEqual({ id: 'stripe-payment-to-zoho-books' });
    expect((await use({ name: 'Mine' })).body).toEqual({ id: 'stripe-payment-to-zoho-books-2' });
    const { name, document } = (await t.call('GET', '/api/flows/stripe-payment-to-zoho-books')).body;
    expect(name).toBe('Paiement Stripe vers Zoho Books');
    expect(document).toMatchObject({
      description: expect.stringMatching(/^Un paiement/),
      connections: { books: { connector: 'zoho-books' } },
    });
    expect(document.nodes[0].title).toBe('Un paiement a réussi');
    expect(document.edges).toContainEqual({ from: 'known', port: 'oui', to: 'invoice' });
    const second = '/api/flows/stripe-payment-to-zoho-books-2';
    const { tests } = (await t.call('GET', `${second}/tests`)).body;
    expect(tests.map(({ id }: { id: string }) => id).sort()).toEqual(['known-customer', 'new-customer']);
    const { samples } = (await t.call('GET', `${second}/samples`)).body;
    expect(samples[0]).toMatchObject({
      node: 'payment',
      name: 'Un paiement en euros',
      origin: 'example',
      pinned: false,
    });
    expect(samples).toHaveLength(6);
    expect((await t.call('POST', '/api/templates/nothing/use', { body: {} })).body.error.code).toBe(
      'server.noTemplate',
    );
  });
});

describe('the documentation', () => {
  it('tells the draft or a version, with its connections by name, in the language one asks for', async () => {
    await create(sampleFlow('told', { description: 'Orders go out.' }));
    await deploy('told', { note: 'first' });
    const changed = sampleFlow('told', { description: 'Orders go <out>.' });
    await t.call('PUT', '/api/flows/told', { body: { revision: 1, document: changed } });
    const { page } = (await t.call('GET', '/api/flows/told/document?zone=Europe/Paris')).body;
    expect(page).toMatchObject({ language: 'en', title: 'Flow told' });
    const draft = await t.call('GET', '/api/flows/told/document.md?language=fr');
    expect(draft.headers).toMatchObject({
      'content-type': 'text/markdown; charset=utf-8',
      'content-disposition': 'attachment; filename="told.md"',
    });
    expect(draft.text).toContain('\n## But\n\nOrders go \\<out\\>.\n');
    expect(draft.text).toContain('| `shop` | HTTP | Shop (par défaut) | aucune encore |');
    expect(draft.text).toMatch(/\| 1 \| .* \| token owner \| first \|/);
    expect(draft.text).not.toContain('shop-secret');
    const version = await t.call('GET', '/api/flows/told/document.md?version=1');
    expect(version.text).toContain('\n## Purpose\n\nOrders go out.\n');
    expect((await t.call('GET', '/api/flows/told/document?version=7')).body.error.code).toBe('server.noVersion');
    const nowhere = await t.call('GET', '/api/flows/told/document?zone=Moon/Sea');
    expect(nowhere.body.error).toMatchObject({ code: 'server.badTimeZone', params: { zone: 'Moon/Sea' } });
  });
});

describe('the list', () => {
  const list = async (query: string) => (await t.call('GET', `/api/flows?${query}`)).body;
  const ids = async (query: string) => (await list(query)).flows.map(({ id }: { id: string }) => id);

  it('is searched, narrowed to a tag, sorted and paged', async () => {
    const three = { zeta: 'Zeta', alpha: 'alpha 100%', mid: 'Mid' };
    for (const [id, name] of Object.entries(three))
      await create(sampleFlow(`list-${id}`, { name, owner: 'Ömer Finance', tags: ['list-test', id] }));
    expect(await ids('tag=list-test')).toEqual(['list-alpha', 'list-mid', 'list-zeta']);
    expect(await ids('tag=list-test&order=desc&limit=2')).toEqual(['list-zeta', 'list-mid']);
    expect(await list('tag=list-test&limit=2&page=2')).toMatchObject({ flows: [{ id: 'list-zeta' }], total: 3 });
    expect(await ids('search=ömer%20FIN&tag=mid')).toEqual(['list-mid']);
    // No character has a meaning of its own.
    expect(await ids('search=100%25&tag=list-test')).toEqual(['list-alpha']);
    expect(await ids('search=_&tag=list-test')).toEqual([]);
    expect((await list('')).tags).toContainEqual({ tag: 'list-test', count: 3 });
    expect((await t.call('GET', '/api/flows?sort=draft')).status).toBe(400);
    expect((await t.call('GET', '/api/flows?limit=1001')).status).toBe(400);
  });

  it('tells the last run, the next one, how a flow is started, and what failed', async () => {
    const nodes = [{ id: 'tick', kind: 'trigger' as const, uses: 'schedule/cron', with: { cron: '0 8 * * *' } }];
    await create(sampleFlow('busy-one', { nodes, edges: [], connections: {}, tags: ['doing'], owner: 'Anne' }));
    await deploy('busy-one');
    await create(sampleFlow('idle-one', { tags: ['doing'] }));
    const [trigger] = await triggersOf('busy-one');
    const run = async (counters: Record<string, number>) => {
      const columns = Object.keys(counters);
      await t.deps.pool.query(
        `insert into runs (id, workspace_id, flow_id, version, environment_id, cause, ${columns.join()})
         values ($1, $2, 'busy-one', 1, $3, 'schedule', ${Object.values(counters).join()})`,
        [uuidv7(), DEFAULT_WORKSPACE, trigger.environmentId],
      );
    };
    await run({ total: 2, succeeded: 2 });
    await run({ total: 2, succeeded: 1, failed: 1 });
    await openFailure(t, 'busy-one');
    const { flows } = await list('tag=doing&sort=failures&order=desc');
    expect(flows).toMatchObject([
      {
        id: 'busy-one',
        owner: 'Anne',
        apps: ['schedule'],
        lastRun: { status: 'partial', environmentId: trigger.environmentId },
        nextRun: { kind: 'schedule', at: trigger.nextDueAt, environmentId: trigger.environmentId },
        startedBy: ['schedule'],
        openFailures: 1,
      },
      { id: 'idle-one', lastRun: null, nextRun: null, startedBy: [], openFailures: 0 },
    ]);
    for (const sort of ['lastRun', 'nextRun', 'changed', 'name'])
      expect(await ids(`tag=doing&sort=${sort}`)).toHaveLength(2);
    // What has no such moment comes last either way.
    expect(await ids('tag=doing&sort=lastRun&order=desc')).toEqual(['busy-one', 'idle-one']);
    expect(await ids('tag=doing&sort=lastRun')).toEqual(['busy-one', 'idle-one']);
    await t.call('POST', '/api/flows/busy-one/undeploy', { body: { environment: 'sandbox' } });
    expect((await list('search=busy-one')).flows[0]).toMatchObject({ nextRun: null, startedBy: [] });
  });
});

describe('a hostile import', () => {
  const text = (more: string) =>
    `{"document":{"schemaVersion":1,"id":"hostile","name":"x","nodes":[{"id":"s","kind":"trigger","uses":"manual/run"}],"edges":[]${more}}}`;

  it.each([
    ['prototype keys', text(',"settings":{"__proto__":{"polluted":1}}'), 400],
    ['a constructor', text(',"tables":{"t":{"rows":{"constructor":{"prototype":{"x":1}}}}}'), 400],
    ['a newer format', text('').replace('"schemaVersion":1', '"schemaVersion":99'), 400],
    ['broken JSON', text('').slice(0, -3), 400],
    ['a name of 500 characters', text('').replace('"x"', JSON.stringify('x'.repeat(500))), 400],
    ['more than 10 MB', text(`,"description":"${'x'.repeat(11 * 1_024 * 1_024)}"`), 413],
  ])('%s is refused in words, and nothing is kept', async (_what, payload, status) => {
    const answer = await raw(t, payload);
    expect(answer.statusCode).toBe(status);
    expect(answer.json().error.message).toMatch(/[a-z]{3}/);
    expect((await t.call('GET', '/api/flows/hostile')).body.error.code).toBe('server.noFlow');
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it('markup in names is a name', async () => {
    const name = '<script>alert(1)</script>';
    await create(sampleFlow('markup', { name, tags: [name] }));
    const answer = await t.call('GET', '/api/flows?search=%3Cscript');
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
    expect(answer.body.flows[0]).toMatchObject({ name, tags: [name] });
  });
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
