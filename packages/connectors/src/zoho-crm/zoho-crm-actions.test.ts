import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type OpenedConnection, openConnection } from '../open-connection.ts';
import { memoryFiles } from '../testing/memory-files.ts';
import { attempt, once, type SandboxBench, sandboxBench } from '../testing/sandbox-attempts.ts';
import { signedIn } from '../testing/zoho-sign-in.ts';
import { zohoCrm } from './index.ts';

let bench: SandboxBench;
let connection: OpenedConnection;

beforeAll(async () => {
  bench = await sandboxBench();
});
afterAll(() => bench.close());
beforeEach(async () => {
  bench.sandbox.reset();
  connection = await signedIn(zohoCrm, bench.connection('zoho-crm'));
});

const options = () => ({ signal: new AbortController().signal, files: memoryFiles() });
const run = (action: string, input: unknown, idempotencyKey = 'key-1', own = connection) =>
  attempt(zohoCrm, action, own, input, { idempotencyKey });
const bulk = (action: string, inputs: object[], mayHaveRun = false) =>
  zohoCrm.actions[action]!.bulk!.run(
    openConnection(zohoCrm, connection, options()),
    inputs.map((input, at) => ({ input, idempotencyKey: `key-${at}`, mayHaveRun, marker: 'raccord:1' })) as never,
  );
const effects = (operation: string) => bench.sandbox.world.effects.list({ vendor: 'zoho-crm', operation });
const lastBody = () => JSON.parse(bench.sandbox.world.calls.list({ vendor: 'zoho-crm', limit: 1 })[0]!.body);
const crmState = () => bench.sandbox.world.crm;
const posts = { match: { method: 'POST' } } as const;
const grace = 'grace@acme.example';
const lead = (more: object = {}) => ({
  module: 'Leads',
  Last_Name: 'Roy',
  Company: 'Acme',
  Email: 'roy@acme.example',
  ...more,
});

it('tests the connection, and tells a missing right from a lost login', async () => {
  const test = (own: OpenedConnection) => zohoCrm.test!(openConnection(zohoCrm, own, options()));
  expect(await test(connection)).toEqual({ account: 'Raccord Bac à sable SARL' });
  await expect(test({ ...connection, credentials: { accessToken: 'stale' } })).rejects.toMatchObject({ kind: 'auth' });
  const { accounts } = bench.sandbox.world;
  accounts.grantedScopes.set(connection.credentials.refreshToken!, ['ZohoCRM.modules.READ']);
  await expect(test(connection)).rejects.toMatchObject({ kind: 'config', code: 'zohoCrm.scopeMissing' });
});

it('every action and trigger works with the scopes it names and no others', async () => {
  const { accounts } = bench.sandbox.world;
  const { id } = (await run('create-record', lead())).output;
  const grant = (scopes: readonly string[]) => accounts.grantedScopes.set(connection.credentials.refreshToken!, scopes);
  const inputs: Record<string, object> = {
    'find-record': { module: 'Leads', field: 'Email', value: grace },
    'get-record': { module: 'Leads', id },
    'create-record': lead(),
    'update-record': { module: 'Leads', id, City: 'Lyon' },
    'upsert-record': lead(),
    'search-records': { module: 'Leads', email: grace },
    'query-records': { select_query: "select id from Leads where Email = 'x'" },
    'add-note': { module: 'Leads', id, content: 'x' },
    'list-attachments': { module: 'Leads', id },
    'add-tags': { module: 'Leads', id, tags: ['vip'] },
    'remove-tags': { module: 'Leads', id, tags: ['vip'] },
    'convert-lead': { id },
    'remove-record': { module: 'Leads', id },
  };
  for (const [action, input] of Object.entries(inputs)) {
    const { scopes } = zohoCrm.actions[action]!;
    expect(scopes, action).toBeDefined();
    grant(scopes!);
    await run(action, input);
    grant(['ZohoCRM.org.READ']);
    await expect(run(action, input), action).rejects.toMatchObject({ code: 'zohoCrm.scopeMissing' });
  }
  const { scopes, poll, webhook } = zohoCrm.triggers['record-created']!;
  const context = openConnection(zohoCrm, connection, options());
  const place = { module: 'Leads' };
  grant(scopes!);
  const now = Date.now();
  let cursor: unknown = null;
  for (let more = true; more; ) ({ cursor, more } = await poll!.page(context, place, cursor, { overlapMs: 0, now }));
  const channel = { url: 'http://127.0.0.1:9/x', secret: 's', now };
  const { state } = await webhook!.subscription!.subscribe(context, place, channel);
  await webhook!.subscription!.unsubscribe(context, place, state);
});

it('finds, creates, reads, changes and removes a record of any module', async () => {
  expect((await run('find-record', { module: 'Contacts', field: 'Email', value: "o'hara@x.example" })).output).toEqual(
    {},
  );
  const { output } = await run('create-record', {
    module: 'Contrats',
    Name: 'Contrat 2026-009',
    Montant_annuel: 1_200,
  });
  expect(output.id).toMatch(/^\d{19}$/);
  const found = await run('find-record', { module: 'Contrats', field: 'Name', value: 'contrat 2026-009' });
  expect(found.output).toMatchObject({ id: output.id, Montant_annuel: 1_200 });
  const changed = await run('update-record', { module: 'Contrats', id: output.id, Date_de_fin: '2027-12-31' });
  expect(changed.output).toMatchObject({ id: output.id, Date_de_fin: '2027-12-31' });
  expect((await run('get-record', { module: 'Contrats', id: output.id })).output).toMatchObject({
    Name: 'Contrat 2026-009',
    Date_de_fin: '2027-12-31',
  });
  await run('remove-record', { module: 'Contrats', id: output.id });
  // Once more is no failure.
  expect((await run('remove-record', { module: 'Contrats', id: output.id })).output).toEqual({ id: output.id });
  const gone = { kind: 'missing', code: 'http.notFound' };
  await expect(run('get-record', { module: 'Contrats', id: output.id })).rejects.toMatchObject(gone);
  await expect(run('update-record', { module: 'Contrats', id: output.id, Name: 'x' })).rejects.toMatchObject(gone);
});

it('runs no workflow unless the flow says so', async () => {
  await run('create-record', lead());
  await run('upsert-record', lead());
  expect(lastBody()).toMatchObject({ trigger: [] });
  expect(crmState().workflowRuns).toBe(0);
  await run('upsert-record', lead({ trigger: ['workflow'] }));
  expect(crmState().workflowRuns).toBe(1);
});

it('upserts by the module’s own field or by another unique one', async () => {
  const first = await run('upsert-record', { module: 'Contacts', Email: grace, Mailing_City: 'London' });
  expect(first.output).toMatchObject({ action: 'update', duplicate_field: 'Email' });
  const own = {
    module: 'Leads',
    duplicate_check_fields: ['Code_partenaire'],
    Code_partenaire: 'P-1',
    Last_Name: 'Roy',
    Company: 'A',
  };
  expect((await run('upsert-record', own)).output).toMatchObject({ action: 'insert' });
  expect((await run('upsert-record', { ...own, City: 'Lyon' })).output).toMatchObject({ action: 'update' });
  await expect(run('upsert-record', { ...own, duplicate_check_fields: ['City'] })).rejects.toMatchObject({
    kind: 'input',
  });
});

it('writes nothing over what somebody changed meanwhile', async () => {
  const { output: before } = await run('find-record', { module: 'Contacts', field: 'Email', value: grace });
  await run('update-record', { module: 'Contacts', id: before.id, Mailing_City: 'Paris' });
  const stale = { module: 'Contacts', id: before.id, Modified_Time: before.Modified_Time, Mailing_City: 'Nice' };
  await expect(run('update-record', stale)).rejects.toMatchObject({ kind: 'duplicate', code: 'object.stale' });
  const results = await bulk('update-record', [stale, { module: 'Contacts', id: before.id, Phone: '+33400000000' }]);
  expect(results).toMatchObject([{ ok: false, failure: { code: 'object.stale' } }, { ok: true }]);
  const { output: after } = await run('get-record', { module: 'Contacts', id: before.id });
  expect(after).toMatchObject({ Mailing_City: 'Paris', Phone: '+33400000000' });
  // What was read can be given back whole: Zoho's own fields are left out.
  const back = await run('update-record', { ...after, module: 'Contacts', Mailing_City: 'Lyon' });
  expect(back.output).toMatchObject({ Mailing_City: 'Lyon' });
});

describe('of a bulk call, only the wrong records fail', () => {
  it('create, in one call for each module', async () => {
    const wrong = { module: 'Leads', Email: 'x@y.example' };
    const results = await bulk('create-record', [
      lead(),
      wrong,
      { module: 'Accounts', Account_Name: 'Nouvelle SAS' },
      lead({ Email: 'nowhere' }),
    ]);
    expect(results).toMatchObject([
      { ok: true, output: { Last_Name: 'Roy', id: expect.any(String) } },
      { ok: false, failure: { kind: 'input', code: 'zohoCrm.fieldRefused', params: { field: 'Last_Name' } } },
      { ok: true, output: { Account_Name: 'Nouvelle SAS' } },
      { ok: false, failure: { kind: 'input', params: { field: 'Email' } } },
    ]);
    expect(
      bench.sandbox.world.calls.list({ vendor: 'zoho-crm' }).filter(({ method }) => method === 'POST'),
    ).toHaveLength(2);
    const twin = { module: 'Leads', Last_Name: 'B', Company: 'C', Code_partenaire: 'P-9' };
    const [first, second] = await bulk('create-record', [twin, twin]);
    expect(first).toMatchObject({ ok: true });
    expect(second).toMatchObject({ ok: false, failure: { kind: 'duplicate', code: 'zohoCrm.duplicate' } });
  });

  it('upsert and remove, the same one twice included', async () => {
    const results = await bulk('upsert-record', [
      lead(),
      lead({ City: 'Lyon' }),
      { module: 'Leads', Email: 'nobody@x.example' },
    ]);
    expect(results.map(({ ok }) => ok)).toEqual([true, true, false]);
    const { id } = (results[0] as { output: { id: string } }).output;
    const removal = { module: 'Leads', id };
    expect((await bulk('remove-record', [removal, removal, { module: 'Leads', id: '1' }])).map(({ ok }) => ok)).toEqual(
      [true, true, true],
    );
    expect(effects('Leads.delete')).toHaveLength(1);
  });

  it('a call that fails as a whole fails its own module’s records', async () => {
    once(bench, 'zoho-crm', 'rateLimit', { match: { path: '/Leads' } });
    const results = await bulk('create-record', [lead(), { module: 'Accounts', Account_Name: 'Y SAS' }]);
    expect(results).toMatchObject([
      { ok: false, failure: { kind: 'rateLimited', retryAfterMs: 15_000 } },
      { ok: true },
    ]);
  });

  it('what an earlier attempt created is found and not created again', async () => {
    await bulk('create-record', [lead(), lead({ Email: 'b@acme.example' })]);
    const again = await bulk('create-record', [lead(), lead({ Email: 'c@acme.example' })], true);
    expect(again.map(({ ok }) => ok)).toEqual([true, true]);
    expect(effects('Leads.create')).toHaveLength(3);
    // Two that are alike are two, and looking back reads a page for all of them.
    const alike = [lead({ Email: 'd@acme.example' }), lead({ Email: 'd@acme.example' })];
    await bulk('create-record', alike.slice(0, 1));
    const before = bench.sandbox.world.calls.count('zoho-crm');
    const both = (await bulk('create-record', alike, true)) as { output: { id: string } }[];
    expect(new Set(both.map(({ output }) => output.id)).size).toBe(2);
    expect(bench.sandbox.world.calls.count('zoho-crm')).toBe(before + 2);
    await bulk('add-note', [{ module: 'Leads', id: (again[0] as { output: { id: string } }).output.id, content: 'x' }]);
    const notes = await bulk(
      'add-note',
      [{ module: 'Leads', id: (again[0] as { output: { id: string } }).output.id, content: 'x' }],
      true,
    );
    expect(notes).toMatchObject([{ ok: true }]);
    expect(effects('Notes.create')).toHaveLength(1);
  });
});

describe('when the answer is lost after the work was done', () => {
  const idOf = async () => (await run('find-record', { module: 'Contacts', field: 'Email', value: grace })).output.id;
  const newLead = async () => (await run('create-record', lead({ Email: 'convert@x.example' }))).output.id;
  const cases: [string, string, () => Promise<object>][] = [
    [
      'create-record',
      'Leads.create',
      async () => lead({ Nothing_Here: 'x', Annual_Revenue: 12.5, Centres_d_int_r_t: ['Café', 'Pain'] }),
    ],
    [
      'create-record',
      'Tasks.create',
      async () => ({ module: 'Tasks', Subject: 'Rappeler', Who_Id: { id: await idOf() }, Due_Date: '2026-12-01' }),
    ],
    [
      'add-note',
      'Notes.create',
      async () => ({ module: 'Contacts', id: await idOf(), title: 'Appel', content: 'À\nrappeler' }),
    ],
    [
      'convert-lead',
      'Leads.convert',
      async () => ({ id: await newLead(), deal: { Deal_Name: 'D', Stage: 'Qualification' } }),
    ],
  ];
  it.each(cases)('%s (%s) is found by looking back', async (action, operation, inputFor) => {
    const input = await inputFor();
    const before = effects(operation).length;
    once(bench, 'zoho-crm', 'dropAfterWork', posts);
    expect(await run(action, input)).toMatchObject({ attempts: 2, lookedBack: true });
    expect(effects(operation)).toHaveLength(before + 1);
  });
  it.each(cases)('%s (%s) is done when it had not been done', async (action, operation, inputFor) => {
    const input = await inputFor();
    const before = effects(operation).length;
    once(bench, 'zoho-crm', 'serverError', posts);
    expect(await run(action, input)).toMatchObject({ attempts: 2, lookedBack: false });
    expect(effects(operation)).toHaveLength(before + 1);
  });

  it('an upsert is simply made again, and another record with other values is not taken for ours', async () => {
    once(bench, 'zoho-crm', 'dropAfterWork', posts);
    expect(await run('upsert-record', lead())).toMatchObject({ attempts: 2, output: { action: 'update' } });
    expect(effects('Leads.create')).toHaveLength(1);
    once(bench, 'zoho-crm', 'dropBefore', posts);
    expect(await run('create-record', lead({ City: 'Lyon' }))).toMatchObject({ lookedBack: false });
    expect(effects('Leads.create')).toHaveLength(2);
  });

  it('with a key field, two records with the same values are both made, each once', async () => {
    const own = await signedIn(zohoCrm, bench.connection('zoho-crm'), { keyField: 'Raccord_Key' });
    const contact = { module: 'Contacts', Last_Name: 'Roy', Email: 'twice@acme.example' };
    once(bench, 'zoho-crm', 'dropAfterWork', posts);
    const first = await run('create-record', contact, 'key-1', own);
    expect(first).toMatchObject({ attempts: 2, lookedBack: false });
    const second = await run('create-record', contact, 'key-2', own);
    expect(second.output.id).not.toBe(first.output.id);
    expect(effects('Contacts.create').map(({ key }) => key)).toEqual(['key-1', 'key-2']);
    // A module without the field is looked back into as without a key.
    once(bench, 'zoho-crm', 'dropAfterWork', posts);
    expect(await run('create-record', lead(), 'key-3', own)).toMatchObject({ lookedBack: true });
  });
});
