import { beforeEach, describe, expect, test } from 'vitest';
import { openReceiver, openSandbox } from '../test-clients.ts';
import { crmTime } from './times.ts';

let now = Date.UTC(2026, 10, 20, 9, 0, 0);
const { sandbox, crm, control, signIn } = await openSandbox({ now: () => now });
const receiver = await openReceiver(() => ({ status: 200 }));
beforeEach(async () => {
  sandbox.reset('demo');
  receiver.received.length = 0;
  await signIn();
});

const later = (seconds: number) => {
  now += seconds * 1_000;
};
const lead = (Email: string, more: object = {}) => ({ Last_Name: 'Roy', Company: 'Acme', Email, ...more });
const create = (module: string, ...data: object[]) => crm('POST', `/${module}`, { data, trigger: [] });
const fields = 'fields=Last_Name,Email,Modified_Time';

test('creates, reads, updates and deletes', async () => {
  const made = await create('Leads', lead('ann@acme.example', { Tag: [{ name: 'web' }] }));
  expect(made.status).toBe(201);
  expect(made.body.data[0]).toMatchObject({ code: 'SUCCESS', status: 'success', message: 'record added' });
  const { id } = made.body.data[0].details;
  expect(id).toMatch(/^\d{19}$/);
  const [row] = (await crm('GET', `/Leads/${id}`)).body.data;
  expect(row).toMatchObject({ id, Full_Name: 'Roy', Email_Opt_Out: false, City: null, Tag: [{ name: 'web' }] });
  later(5);
  await crm('PUT', `/Leads/${id}`, { data: [{ City: 'Lyon' }], trigger: [] });
  const changed = (await crm('GET', `/Leads/${id}`)).body.data[0];
  expect(changed).toMatchObject({ City: 'Lyon', Email: 'ann@acme.example', Modified_Time: crmTime(now) });
  expect(changed.Modified_Time).toMatch(/\+01:00$/);
  expect((await crm('DELETE', `/Leads?ids=${id}`)).body.data[0].message).toBe('record deleted');
  expect((await crm('GET', `/Leads/${id}`)).status).toBe(204);
  expect((await crm('DELETE', `/Leads?ids=${id}`)).body.data[0].code).toBe('INVALID_DATA');
  expect((await crm('GET', '/Leads/deleted?type=all')).body.data[0]).toMatchObject({ id, type: 'recycle' });
});

test.each([
  [
    'a mandatory field',
    { Email: 'a@b.example' },
    'MANDATORY_NOT_FOUND',
    { api_name: 'Last_Name', json_path: '$.data[0].Last_Name' },
  ],
  ['an address', lead('nowhere'), 'INVALID_DATA', { api_name: 'Email', expected_data_type: 'email' }],
  ['a number', lead('a@b.example', { Annual_Revenue: 'much' }), 'INVALID_DATA', { expected_data_type: 'double' }],
  ['a length', lead('a@b.example', { City: 'x'.repeat(101) }), 'INVALID_DATA', { maximum_length: '100' }],
])('refuses what is wrong with %s', async (_name, given, code, details) => {
  const { status, body } = await create('Leads', given);
  expect(status).toBe(400);
  expect(body.data[0]).toMatchObject({ code, details, status: 'error' });
});

test('of many, only the wrong ones are refused, and a unique field names its twin', async () => {
  await create('Leads', lead('first@acme.example', { Code_partenaire: 'P1' }));
  const twin = lead('twin@acme.example', { Code_partenaire: 'p1' });
  const { status, body } = await create('Leads', lead('b@acme.example'), twin, { Company: 'x' });
  expect(status).toBe(207);
  expect(body.data.map(({ code }: { code: string }) => code)).toEqual([
    'SUCCESS',
    'DUPLICATE_DATA',
    'MANDATORY_NOT_FOUND',
  ]);
  expect(body.data[1].details.duplicate_record.id).toMatch(/^\d{19}$/);
  const tooMany = await create('Leads', ...Array.from({ length: 101 }, () => lead('x@acme.example')));
  expect(tooMany).toMatchObject({ status: 400, body: { code: 'LIMIT_EXCEEDED' } });
});

test('an upsert goes by the system’s field, or by a unique one of the user', async () => {
  const first = await crm('POST', '/Leads/upsert', { data: [lead('u@acme.example')], trigger: [] });
  expect(first).toMatchObject({ status: 201, body: { data: [{ action: 'insert' }] } });
  const again = await crm('POST', '/Leads/upsert', { data: [lead('U@acme.example', { City: 'Lyon' })], trigger: [] });
  expect(again.body.data[0]).toMatchObject({ action: 'update', duplicate_field: 'Email' });
  const wrong = { data: [lead('u@acme.example')], duplicate_check_fields: ['City'] };
  expect((await crm('POST', '/Leads/upsert', wrong)).body.code).toBe('INVALID_DATA');
  expect((await crm('POST', '/Tasks/upsert', { data: [{ Subject: 'x' }] })).body.code).toBe('NOT_SUPPORTED');
  expect(sandbox.world.crm.workflowRuns).toBe(0);
  await crm('POST', '/Leads/upsert', { data: [lead('u@acme.example')] });
  expect(sandbox.world.crm.workflowRuns).toBe(1);
});

test('says nothing newer, stops a stale write, and knows a module that is not there', async () => {
  const { id } = (await create('Leads', lead('ann@acme.example'))).body.data[0].details;
  const before = crmTime(now);
  const since = { 'if-modified-since': before };
  expect((await crm('GET', `/Leads?${fields}`, undefined, since)).status).toBe(304);
  sandbox.world.crm.nothingNew = 204;
  expect((await crm('GET', `/Leads?${fields}`, undefined, since)).status).toBe(204);
  later(2);
  const stale = { 'if-unmodified-since': before };
  expect((await crm('PUT', `/Leads/${id}`, { data: [{ City: 'Lyon' }] }, stale)).status).toBe(200);
  expect((await crm('GET', `/Leads?${fields}`, undefined, since)).body.data).toHaveLength(1);
  const refused = await crm('PUT', `/Leads/${id}`, { data: [{ City: 'Nice' }] }, stale);
  expect(refused).toMatchObject({ status: 412, body: { code: 'ALREADY_MODIFIED' } });
  expect((await crm('GET', `/Nothing?${fields}`)).body.code).toBe('INVALID_MODULE');
  expect((await crm('GET', '/Leads')).body).toMatchObject({
    code: 'REQUIRED_PARAM_MISSING',
    details: { param_name: 'fields' },
  });
});

test('pages by number up to 2,000, and beyond by token only', async () => {
  for (let i = 0; i < 21; i++) {
    await create('Accounts', ...Array.from({ length: 100 }, (_, j) => ({ Account_Name: `n${i * 100 + j}` })));
  }
  const page = (query: string) => crm('GET', `/Accounts?fields=Account_Name&sort_by=id&sort_order=asc&${query}`);
  expect((await page('page=11')).body.code).toBe('DISCRETE_PAGINATION_LIMIT_EXCEEDED');
  const tenth = (await page('page=10')).body;
  expect(tenth.info).toMatchObject({ count: 200, more_records: true });
  const rest = (await page(`page_token=${tenth.info.next_page_token}`)).body;
  expect(rest.data).toHaveLength(103);
  expect(rest.info).toMatchObject({ more_records: false, page: 11 });
  later(86_401);
  await signIn();
  const expired = await page(`page_token=${tenth.info.next_page_token}`);
  expect(expired).toMatchObject({ status: 400, body: { details: { param_name: 'page_token' } } });
});

test('searches by address, word and criteria', async () => {
  const emails = async (query: string) => {
    const { status, body } = await crm('GET', `/Contacts/search?${query}`);
    return status === 204 ? [] : (body.data?.map(({ Email }: { Email: string }) => Email) ?? body.code);
  };
  expect(await emails('email=GRACE@acme.example')).toEqual(['grace@acme.example']);
  expect(await emails('word=turner')).toEqual(['grace@acme.example']);
  expect(
    await emails(`criteria=${encodeURIComponent('((Last_Name:equals:Turner)or(Last_Name:starts_with:Lef))')}`),
  ).toHaveLength(2);
  expect(await emails(`criteria=${encodeURIComponent('(Nothing:equals:1)')}`)).toBe('INVALID_QUERY');
  expect(await emails('email=no@body.example')).toEqual([]);
  sandbox.world.crm.searchLagMs = 60_000;
  await create('Contacts', { Last_Name: 'New', Email: 'new@acme.example' });
  expect(await emails('email=new@acme.example')).toEqual([]);
});

describe('COQL', () => {
  const query = (select_query: string) => crm('POST', '/coql', { select_query });
  test('selects, joins, orders and limits', async () => {
    const { body } = await query(
      "select Last_Name, Account_Name.Industry from Contacts where (Email like '%.example') and (Account_Name is not null) order by Last_Name desc limit 0, 2",
    );
    expect(body.data.map((row: Record<string, string>) => [row.Last_Name, row['Account_Name.Industry']])).toEqual([
      ['Turner', 'Software'],
      ['Marchand', 'Boulangerie'],
    ]);
    expect(body.info).toEqual({ count: 2, more_records: true });
    await create('Contacts', { Last_Name: "O'Hara", Email: 'o@hara.example' });
    expect((await query("select id from Contacts where Last_Name = 'O''Hara'")).body.data).toHaveLength(1);
    expect(
      (await query("select id from Deals where (Amount > 9000) and (Stage in ('Closed Won'))")).body.data,
    ).toHaveLength(1);
    expect((await query("select id from Contacts where Email = 'x'")).status).toBe(204);
  });
  test.each([
    ['select id from Contacts', 'SYNTAX_ERROR'],
    ["select id from Contacts where Email = 'a' and Phone = 'b' and City = 'c'", 'SYNTAX_ERROR'],
    ["select Nothing from Contacts where id != '1'", 'INVALID_QUERY'],
    ["select id from Contacts where id != '1' limit 0, 2001", 'LIMIT_EXCEEDED'],
  ])('%s is %s', async (text, code) => {
    expect(await query(text)).toMatchObject({ status: 400, body: { code } });
  });
});

test('attaches a file and gives it back, up to 20 MB', async () => {
  const { id } = (await create('Leads', lead('ann@acme.example'))).body.data[0].details;
  const form = (bytes: Uint8Array<ArrayBuffer>) => {
    const data = new FormData();
    data.append('file', new File([bytes], 'devis é.pdf', { type: 'application/pdf' }));
    return data;
  };
  const made = await crm('POST', `/Leads/${id}/Attachments`, form(new Uint8Array([0, 255, 128, 10])));
  const { id: attachment } = made.body.data[0].details;
  const [row] = (await crm('GET', `/Leads/${id}/Attachments?fields=File_Name`)).body.data;
  expect(row).toMatchObject({ id: attachment, File_Name: 'devis é.pdf', Size: '4' });
  const file = await crm('GET', `/Leads/${id}/Attachments/${attachment}`);
  expect(file.headers.get('content-disposition')).toContain('devis%20%C3%A9.pdf');
  const large = await crm('POST', `/Leads/${id}/Attachments`, form(new Uint8Array(21 * 1_048_576)));
  expect(large).toMatchObject({ status: 400, body: { code: 'FILE_SIZE_MORE_THAN_ALLOWED_SIZE' } });
  expect((await crm('POST', '/Leads/1/Attachments', form(new Uint8Array(1)))).body.code).toBe('INVALID_DATA');
});

test('keeps notes and tags, and converts a lead once', async () => {
  const { id } = (await create('Leads', lead('ann@acme.example'))).body.data[0].details;
  const note = { Note_Title: 'Appel', Note_Content: 'À rappeler', Parent_Id: { id, module: { api_name: 'Leads' } } };
  await create('Notes', note);
  const [kept] = (await crm('GET', `/Leads/${id}/Notes?fields=Note_Content,Parent_Id`)).body.data;
  expect(kept).toMatchObject({ Note_Content: 'À rappeler', Parent_Id: { id, module: { api_name: 'Leads' } } });
  const tagged = await crm('POST', `/Leads/${id}/actions/add_tags`, { tags: [{ name: 'salon' }, { name: 'vip' }] });
  expect(tagged.body.data[0].details.tags).toHaveLength(2);
  const left = await crm('POST', `/Leads/${id}/actions/remove_tags`, { tags: [{ name: 'salon' }] });
  expect(left.body.data[0].details.tags).toMatchObject([{ name: 'vip' }]);
  const deal = { Deal_Name: 'Acme 2026', Stage: 'Qualification', Closing_Date: '2026-12-31' };
  const convert = () => crm('POST', `/Leads/${id}/actions/convert`, { data: [{ Deals: deal }] });
  const { details } = (await convert()).body.data[0];
  expect(details).toMatchObject({
    Contacts: { name: 'Roy' },
    Deals: { name: 'Acme 2026' },
    Accounts: { name: 'Acme' },
  });
  expect((await convert()).body.data[0].code).toBe('ID_ALREADY_CONVERTED');
  const asked = `/Leads?ids=${id}&converted=true&fields=id,$converted_detail`;
  expect((await crm('GET', asked)).body.data[0].$converted_detail.contact).toBe(details.Contacts.id);
});

test('channels send ids with their token until they expire', async () => {
  const watch = (more: object = {}) => ({
    watch: [
      {
        channel_id: '1000000068001',
        events: ['Leads.create', 'Leads.delete'],
        notify_url: `${receiver.url}?k=secret`,
        token: 'tok',
        channel_expiry: crmTime(now + 6 * 86_400_000),
        ...more,
      },
    ],
  });
  expect((await crm('PUT', '/actions/watch', watch())).body.watch[0].code).toBe('NOT_SUBSCRIBED');
  const made = await crm('POST', '/actions/watch', watch());
  expect(made).toMatchObject({ status: 201, body: { watch: [{ code: 'SUCCESS' }] } });
  const { data } = (await create('Leads', lead('a@acme.example'), lead('b@acme.example'))).body;
  await sandbox.deliveriesSettled();
  const sent = JSON.parse(receiver.received[0]!.body);
  expect(sent).toMatchObject({ module: 'Leads', operation: 'insert', token: 'tok', query_params: { k: 'secret' } });
  expect(sent.ids).toEqual(data.map(({ details }: { details: { id: string } }) => details.id));
  const hour = await crm('PUT', '/actions/watch', watch({ channel_expiry: crmTime(now + 8 * 86_400_000) }));
  expect(hour.body.watch[0].details.events[0].channel_expiry).toBe(crmTime(now + 3_600_000));
  later(3_601);
  sandbox.world.accounts.accessTokens.values().next().value!.expiresAt = now + 3_600_000;
  await create('Leads', lead('c@acme.example'));
  await sandbox.deliveriesSettled();
  expect(receiver.received).toHaveLength(1);
  expect((await crm('DELETE', '/actions/watch?channel_ids=1000000068001')).body.watch[0].code).toBe('SUCCESS');
  expect((await crm('DELETE', '/actions/watch?channel_ids=1000000068001')).body.watch[0].code).toBe('NOT_SUBSCRIBED');
});

test('counts credits and calls at once, and keeps to the token’s scopes', async () => {
  const { crm: state, accounts } = sandbox.world;
  const read = () => crm('GET', `/Leads?${fields}`);
  state.creditsLeft = 1;
  expect((await read()).status).toBe(200);
  expect(await read()).toMatchObject({ status: 429, body: { code: 'TOO_MANY_REQUESTS' } });
  state.creditsLeft = undefined;
  state.atOnce = 1;
  sandbox.world.faults.add({ vendor: 'zoho-crm', fault: 'slow', delayMs: 200, times: 1 });
  const both = await Promise.all([read(), read()]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 429]);
  state.atOnce = undefined;
  const [token] = accounts.accessTokens.values();
  accounts.grantedScopes.set(token!.refreshToken, ['ZohoCRM.modules.leads.READ', 'ZohoCRM.coql.READ']);
  expect((await read()).status).toBe(200);
  expect(await create('Leads', lead('a@b.example'))).toMatchObject({
    status: 401,
    body: { code: 'OAUTH_SCOPE_MISMATCH' },
  });
  accounts.expireAll();
  expect(await read()).toMatchObject({ status: 401, body: { code: 'INVALID_TOKEN' } });
});

test('somebody in the CRM wins a deal', async () => {
  const [deal] = (await crm('GET', '/Deals/search?word=Petits')).body.data;
  const change = { module: 'Deals', id: deal.id, fields: { Stage: 'Closed Won' } };
  expect((await control('POST', '/zoho-crm/record', change)).body).toMatchObject({ status: 'success' });
  expect((await crm('GET', `/Deals/${deal.id}`)).body.data[0]).toMatchObject({ Stage: 'Closed Won' });
  expect(sandbox.world.effects.list({ vendor: 'zoho-crm' })).toEqual([]);
  const wrong = { module: 'Leads', fields: { Email: 'x' } };
  expect((await control('POST', '/zoho-crm/record', wrong)).body).toMatchObject({ status: 'error' });
  expect((await control('POST', '/zoho-crm/record', { module: 'Leads' })).status).toBe(400);
});
