import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type OpenedConnection, openConnection } from '../open-connection.ts';
import { memoryFiles } from '../testing/memory-files.ts';
import { attempt, once, type SandboxBench, sandboxBench } from '../testing/sandbox-attempts.ts';
import { actionContext, tinyServer } from '../testing/tiny-server.ts';
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
const effects = (operation: string) => bench.sandbox.world.effects.list({ vendor: 'zoho-crm', operation });
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

it('a lead that was converted before gives what it became', async () => {
  const { id } = (await run('create-record', lead())).output;
  const { output } = await run('convert-lead', { id });
  expect(output).toMatchObject({
    Contacts: { id: expect.any(String) },
    Accounts: { id: expect.any(String) },
    Deals: null,
  });
  const again = await run('convert-lead', { id });
  expect((again.output.Contacts as { id: string }).id).toBe((output.Contacts as { id: string }).id);
  await expect(run('convert-lead', { id: '1' })).rejects.toMatchObject({ kind: 'input' });
});

it('searches, queries and tags', async () => {
  const found = await run('search-records', { module: 'Contacts', criteria: '(Last_Name:equals:Turner)', limit: 1 });
  expect(found.output).toMatchObject({ records: [{ Email: grace }], more: false });
  expect((await run('search-records', { module: 'Contacts', word: 'example', limit: 2 })).output).toMatchObject({
    more: true,
  });
  await expect(run('search-records', { module: 'Contacts' })).rejects.toMatchObject({ code: 'zohoCrm.pickOneSearch' });
  const select_query = 'select Last_Name, Account_Name.Industry from Contacts where Email is not null limit 0, 2';
  const { output } = await run('query-records', { select_query });
  expect(output).toMatchObject({ more: true, records: [{ 'Account_Name.Industry': 'Boulangerie' }, {}] });
  await expect(run('query-records', { select_query: 'select x from Contacts' })).rejects.toMatchObject({
    kind: 'config',
    code: 'zohoCrm.requestWrong',
  });
  const { id } = (await run('find-record', { module: 'Contacts', field: 'Email', value: grace })).output;
  const tags = { module: 'Contacts', id, tags: ['vip', 'salon'] };
  expect((await run('add-tags', tags)).output.tags).toEqual(['vip', 'salon']);
  expect((await run('remove-tags', { ...tags, tags: ['vip'] })).output.tags).toEqual(['salon']);
  await expect(run('add-tags', { ...tags, id: '1' })).rejects.toMatchObject({ kind: 'input' });
});

describe('files', () => {
  const record = async () => ({
    module: 'Contacts',
    id: String((await run('find-record', { module: 'Contacts', field: 'Email', value: grace })).output.id),
  });
  it('go up, are listed and come down as they were; a lost answer attaches no second', async () => {
    const files = memoryFiles();
    const content = new Uint8Array([0, 255, 13, 10, 128]);
    const file = await files.put({ name: 'devis « é ».pdf', type: 'application/pdf', content });
    const context = { ...actionContext(zohoCrm, connection), files };
    const { 'attach-file': attach, 'download-attachment': download } = zohoCrm.actions;
    const input = { ...(await record()), file };
    once(bench, 'zoho-crm', 'dropAfterWork', posts);
    await expect(attach!.run(context, input)).rejects.toMatchObject({ kind: 'transient', uncertain: true });
    const earlier = (await attach!.readback!(context, input)) as { id: string };
    expect(effects('Attachments.create').map(({ id }) => id)).toEqual([earlier.id]);
    const { attachments } = (await run('list-attachments', await record())).output;
    expect(attachments).toMatchObject([{ File_Name: 'devis « é ».pdf', Size: '5' }]);
    const down = (await download!.run(context, { ...(await record()), attachment_id: earlier.id })) as {
      file: typeof file;
    };
    expect(down.file).toMatchObject({ name: 'devis « é ».pdf', type: 'application/pdf', size: 5 });
    expect(await files.get(down.file)).toEqual(Buffer.from(content));
    await expect(download!.run(context, { ...(await record()), attachment_id: '1' })).rejects.toMatchObject({
      kind: 'missing',
    });
  });
  it('over the limit are not sent, and a refusal for size is told as such', async () => {
    const file = { file: 'x', name: 'film.mp4', type: 'video/mp4', size: 21 * 1_048_576 };
    const before = bench.sandbox.world.calls.count('zoho-crm');
    await expect(run('attach-file', { module: 'Contacts', id: '1', file })).rejects.toMatchObject({
      kind: 'tooLarge',
      code: 'zohoCrm.fileTooLarge',
    });
    expect(bench.sandbox.world.calls.count('zoho-crm')).toBe(before);
    const files = memoryFiles();
    const large = await files.put({ name: 'a', type: 'text/plain', content: new Uint8Array(21 * 1_048_576) });
    // One whose size was not told truly.
    const lied = { ...large, size: 5 };
    const context = { ...actionContext(zohoCrm, connection), files };
    const sent = zohoCrm.actions['attach-file']!.run(context, { ...(await record()), file: lied });
    await expect(sent).rejects.toMatchObject({ kind: 'tooLarge', code: 'http.requestTooLarge' });
  });
});

it('offers modules, fields, users and duplicate-check fields, and knows the account’s own fields', async () => {
  const context = openConnection(zohoCrm, connection, options());
  const choices = async (name: string, asked: { search?: string; with?: object } = {}) =>
    (await zohoCrm.choices![name]!(context, { with: {}, ...asked } as never)).choices;
  expect(await choices('modules', { search: 'contra' })).toEqual([{ value: 'Contrats', label: 'Contrats' }]);
  expect(await choices('fields', { with: { module: 'Leads' }, search: 'partenaire' })).toEqual([
    { value: 'Code_partenaire', label: 'Code partenaire' },
  ]);
  expect((await choices('duplicateCheckFields', { with: { module: 'Leads' } })).map(({ value }) => value)).toEqual([
    'Email',
    'Code_partenaire',
  ]);
  expect((await choices('users')).map(({ label }) => label)).toEqual(['Camille Martin', 'Hugo Petit']);
  expect(await choices('fields')).toEqual([]);
  const fields = await zohoCrm.objects!.record!.fields!(context, { module: 'Leads' });
  const named = (name: string) => fields.find((field) => field.name === name);
  expect(named('Company')).toMatchObject({ required: true, custom: false, title: 'Company' });
  expect(named('Lead_Source')?.schema).toMatchObject({ enum: ['Web', 'Salon', 'Recommandation', 'Cold Call'] });
  expect(named('Centres_d_int_r_t')).toMatchObject({ custom: true, schema: { type: 'array' } });
  expect(named('Annual_Revenue')?.schema).toMatchObject({ type: 'number' });
  expect(named('Full_Name')).toMatchObject({ readOnly: true });
  expect(named('Modified_Time')).toBeUndefined();
  const [client] = (await zohoCrm.objects!.record!.fields!(context, { module: 'Contrats' })).filter(
    ({ name }) => name === 'Client',
  );
  expect(client?.schema).toMatchObject({ type: 'object', refersTo: 'Accounts' });
});

describe('what goes wrong is told apart', () => {
  it('429, 500, a refused login', async () => {
    once(bench, 'zoho-crm', 'rateLimit', { retryAfterSeconds: 7 });
    const find = () => run('find-record', { module: 'Contacts', field: 'Email', value: grace });
    await expect(find()).rejects.toMatchObject({ kind: 'rateLimited', retryAfterMs: 7_000 });
    once(bench, 'zoho-crm', 'serverError', { status: 503 });
    const failed = await find().catch((error: unknown) => error);
    // A query is a POST that changes nothing: no doubt about what happened.
    expect(failed).toMatchObject({ kind: 'transient', code: 'http.serverError', uncertain: false });
    once(bench, 'zoho-crm', 'unauthorized');
    await expect(find()).rejects.toMatchObject({ kind: 'auth', code: 'http.unauthorized' });
    crmState().creditsLeft = 0;
    await expect(find()).rejects.toMatchObject({ kind: 'rateLimited' });
  });

  const answers: [string, object, object][] = [
    [
      'a truncated answer',
      { headers: { 'content-type': 'application/json' }, text: '{"data":[{"co' },
      { kind: 'transient', code: 'http.answerUnreadable', uncertain: true },
    ],
    [
      'a page of something in between',
      { text: '<html>captive portal</html>' },
      { kind: 'transient', code: 'http.answerUnreadable' },
    ],
    [
      'an error in a 200',
      { json: { status: 'error', code: 'NO_PERMISSION', message: 'permission denied', details: {} } },
      { kind: 'config', code: 'http.forbidden' },
    ],
    ['an answer about fewer records', { json: { data: [] } }, { kind: 'transient', uncertain: true }],
    [
      'a locked record',
      { status: 202, json: { data: [{ status: 'error', code: 'RECORD_LOCKED', message: 'locked', details: {} }] } },
      { kind: 'transient', retryAfterMs: 60_000 },
    ],
    [
      'a fault within a list',
      { status: 500, json: { data: [{ status: 'error', code: 'INTERNAL_ERROR', message: 'x', details: {} }] } },
      { kind: 'transient', uncertain: true },
    ],
    [
      'a stale record as an item',
      { status: 412, json: { data: [{ status: 'error', code: 'ALREADY_MODIFIED', message: 'x', details: {} }] } },
      { kind: 'duplicate', code: 'object.stale' },
    ],
    [
      'a code nobody knows',
      { status: 400, json: { status: 'error', code: 'BRAND_NEW', message: 'x' } },
      { kind: 'input', code: 'http.refused' },
    ],
  ];
  it.each(answers)('%s', async (_name, answer, failure) => {
    const server = await tinyServer(() => answer);
    const own = { credentials: { accessToken: 'x' }, settings: {}, endpoints: { api: server.url } };
    const updated = zohoCrm.actions['update-record']!.run(actionContext(zohoCrm, own), {
      module: 'Leads',
      id: '1',
      City: 'x',
    });
    await expect(updated).rejects.toMatchObject(failure);
    await server.close();
  });
});
