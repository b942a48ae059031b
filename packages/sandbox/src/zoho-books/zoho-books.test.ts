import { beforeEach, describe, expect, test } from 'vitest';
import { openSandbox } from '../test-clients.ts';

let now = Date.UTC(2026, 10, 20, 9, 0, 0);
const { sandbox, base, books, newToken } = await openSandbox({ now: () => now });
let acme: string;
beforeEach(async () => {
  const tokens = [...sandbox.world.accounts.accessTokens.values()];
  sandbox.reset();
  for (const token of tokens) sandbox.world.accounts.issue({ ...token, expiresAt: now + 3_600_000 });
  acme = (await books('GET', '/contacts?contact_name=Acme%20Ltd')).body.contacts[0].contact_id;
});

const line = { name: 'Conseil', rate: 120.5, quantity: 2 };
const newInvoice = async (more: object = {}) =>
  (await books('POST', '/invoices', { customer_id: acme, line_items: [line], ...more })).body.invoice;

describe('who calls', () => {
  test.each([
    ['no token', undefined, 401, 57],
    ['a token that is not known', 'Zoho-oauthtoken 1000.x.y', 401, 14],
    ['Bearer', 'Bearer 1000.x.y', 401, 57],
  ])('%s', async (_name, authorization, status, code) => {
    const headers = authorization === undefined ? {} : { authorization };
    const answer = await fetch(`${base}/zoho/books/v3/organizations`, { headers });
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ code, message: expect.any(String) });
  });

  test('a token ends with its time', async () => {
    const { body } = await newToken();
    const list = () =>
      fetch(`${base}/zoho/books/v3/organizations`, {
        headers: { authorization: `Zoho-oauthtoken ${body.access_token}` },
      });
    expect((await list()).status).toBe(200);
    now += 3_600_000;
    expect(await (await list()).json()).toMatchObject({ code: 14 });
  });

  test('every call but the list of organisations names one', async () => {
    const { body } = await newToken();
    const headers = { authorization: `Zoho-oauthtoken ${body.access_token}` };
    expect((await fetch(`${base}/zoho/books/v3/organizations`, { headers })).status).toBe(200);
    for (const query of ['', '?organization_id=1']) {
      expect((await fetch(`${base}/zoho/books/v3/contacts${query}`, { headers })).status).toBe(401);
    }
  });
});

describe('contacts', () => {
  test('have one name each, whatever its case; the e-mail comes from the primary person', async () => {
    const persons = [
      { email: 'one@new.example' },
      { email: 'Two@new.example', first_name: 'Zoé', is_primary_contact: true },
    ];
    const { status, body } = await books('POST', '/contacts', {
      contact_name: 'New SAS',
      email: 'ignored@new.example',
      contact_persons: persons,
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({ code: 0, message: 'The contact has been created.' });
    expect(body.contact).toMatchObject({
      email: 'Two@new.example',
      first_name: 'Zoé',
      created_time: '2026-11-20T11:00:00+0100',
    });
    expect(body.contact.contact_id).toMatch(/^\d{15,}$/);
    const double = await books('POST', '/contacts', { contact_name: 'new sas ' });
    expect(double).toMatchObject({ status: 400, body: { code: 3062 } });
    expect((await books('GET', '/contacts?email=two%40new.example')).body.contacts).toHaveLength(1);
    expect((await books('GET', '/contacts?email=one%40new.example')).body.contacts).toHaveLength(0);
  });

  test.each([
    ['no name', {}, 4],
    ['an empty name', { contact_name: ' ' }, 4],
    ['a name that is too long', { contact_name: 'x'.repeat(201) }, 15],
    ['a bad address', { contact_name: 'x', contact_persons: [{ email: 'x' }] }, 4],
    ['an unknown currency', { contact_name: 'x', currency_id: '1' }, 4],
    ['an unknown custom field', { contact_name: 'x', custom_fields: [{ api_name: 'cf_nope', value: '1' }] }, 4],
  ])('%s is refused', async (_name, contact, code) => {
    const before = sandbox.world.books.contacts.size;
    expect(await books('POST', '/contacts', contact)).toMatchObject({ status: 400, body: { code } });
    expect(sandbox.world.books.contacts.size).toBe(before);
  });

  test('page, with what comes next said in page_context; sorted by change they show the latest first', async () => {
    for (let i = 0; i < 5; i++) await books('POST', '/contacts', { contact_name: `n${i}` });
    const names: string[] = [];
    for (let page = 1; ; page++) {
      const { body } = await books('GET', `/contacts?per_page=3&page=${page}`);
      names.push(...body.contacts.map((contact: { contact_name: string }) => contact.contact_name));
      expect(body.page_context).toMatchObject({ page, per_page: 3 });
      if (!body.page_context.has_more_page) break;
    }
    expect(names).toHaveLength(8);
    expect(new Set(names).size).toBe(8);
    now += 60_000;
    await books('PUT', `/contacts/${acme}`, { notes: 'changed' });
    const sorted = await books('GET', '/contacts?sort_column=last_modified_time&sort_order=D');
    expect(sorted.body.contacts[0].contact_id).toBe(acme);
    expect(sorted.body.contacts[0].billing_address).toBeUndefined();
    expect((await books('GET', '/contacts?sort_column=notes')).body.code).toBe(4);
  });

  test('PUT with the unique headers makes once and then changes; the headers only find', async () => {
    const headers = {
      'x-unique-identifier-key': 'cf_crm_id',
      'x-unique-identifier-value': 'CRM-42',
      'x-upsert': 'true',
    };
    const put = (
      name: string,
      more: Record<string, string> = {},
      fields: object = { custom_fields: [{ api_name: 'cf_crm_id', value: 'CRM-42' }] },
    ) => books('PUT', '/contacts', { contact_name: name, ...fields }, { ...headers, ...more });
    expect((await put('A', { 'x-upsert': 'false' })).status).toBe(404);
    const made = await put('A');
    const changed = await put('B', { 'x-upsert': 'false' }, {});
    expect([made.status, changed.status]).toEqual([201, 200]);
    expect(changed.body.contact).toMatchObject({ contact_id: made.body.contact.contact_id, contact_name: 'B' });
    expect(changed.body.contact.custom_field_hash).toEqual({ cf_crm_id: 'CRM-42' });
    expect((await put('C', { 'x-unique-identifier-key': 'cf_segment' })).body.code).toBe(4);
    const taken = await books('POST', '/contacts', {
      contact_name: 'D',
      custom_fields: [{ api_name: 'cf_crm_id', value: 'CRM-42' }],
    });
    expect(taken.status).toBe(400);
  });
});

describe('invoices', () => {
  test('are numbered, added up with tax, and listed without their lines', async () => {
    const vat = sandbox.world.books.taxes[0]!.tax_id;
    const lines = [
      { ...line, tax_id: vat },
      { name: 'x', rate: 10.005 },
    ];
    const invoice = await newInvoice({ reference_number: 'pi_1', line_items: lines });
    expect(invoice).toMatchObject({
      invoice_number: 'INV-00001',
      status: 'draft',
      sub_total: 251.01,
      tax_total: 48.2,
      total: 299.21,
      balance: 299.21,
    });
    const { body } = await books('GET', '/invoices?reference_number=pi_1');
    expect(body.invoices).toMatchObject([{ invoice_id: invoice.invoice_id }]);
    expect(body.invoices[0].line_items).toBeUndefined();
    expect((await newInvoice()).invoice_number).toBe('INV-00002');
  });

  test.each([
    ['no customer', { customer_id: undefined }, '', 400, 4],
    ['a customer that is not there', { customer_id: '1' }, '', 404, 1002],
    ['no lines', { line_items: [] }, '', 400, 4],
    ['a line without a name', { line_items: [{ rate: 1 }] }, '', 400, 4],
    ['an item that is not there', { line_items: [{ item_id: '1' }] }, '', 404, 1002],
    ['an own number under automatic numbering', { invoice_number: 'A-1' }, '', 400, 4097],
    ['automatic numbering off without a number', {}, '?ignore_auto_number_generation=true', 400, 4],
    ['a date that does not exist', { date: '2026-02-30' }, '', 400, 4],
  ])('%s is refused', async (_name, fields, query, status, code) => {
    const answer = await books('POST', `/invoices${query}`, { customer_id: acme, line_items: [line], ...fields });
    expect(answer).toMatchObject({ status, body: { code } });
    expect(sandbox.world.books.invoices.size).toBe(0);
  });

  test('an own number is taken once, with the flag', async () => {
    const own = { customer_id: acme, line_items: [line], invoice_number: 'A-1' };
    expect((await books('POST', '/invoices?ignore_auto_number_generation=true', own)).status).toBe(201);
    expect((await books('POST', '/invoices?ignore_auto_number_generation=true', own)).status).toBe(400);
  });

  test('an update replaces the lines; those named by id keep it', async () => {
    const invoice = await newInvoice({ line_items: [line, { name: 'gone', rate: 1 }] });
    const id = invoice.line_items[0].line_item_id;
    const { body } = await books('PUT', `/invoices/${invoice.invoice_id}`, {
      line_items: [
        { line_item_id: id, quantity: 3 },
        { name: 'new', rate: 5 },
      ],
    });
    expect(body.invoice.line_items).toMatchObject([
      { line_item_id: id, name: 'Conseil', quantity: 3, item_total: 361.5 },
      { name: 'new' },
    ]);
    expect(body.invoice.total).toBe(366.5);
  });

  test('changed since a time; a + that was not encoded is no time', async () => {
    await newInvoice();
    now += 60_000;
    const later = await newInvoice();
    const stamp = encodeURIComponent(new Date(now - 30_000).toISOString().replace(/\.\d+Z$/, '+0000'));
    const { body } = await books('GET', `/invoices?last_modified_time=${stamp}`);
    expect(body.invoices).toMatchObject([{ invoice_id: later.invoice_id }]);
    expect((await books('GET', `/invoices?last_modified_time=${stamp.replace('%2B', '+')}`)).body.code).toBe(4);
  });

  test('sent, overdue, void', async () => {
    const invoice = await newInvoice({ date: '2026-10-01', due_date: '2026-10-31' });
    const status = async () => (await books('GET', `/invoices/${invoice.invoice_id}`)).body.invoice.status;
    await books('POST', `/invoices/${invoice.invoice_id}/status/sent`);
    expect(await status()).toBe('overdue');
    expect((await books('GET', '/invoices?status=overdue')).body.invoices).toHaveLength(1);
    expect((await books('GET', '/invoices?status=draft')).body.invoices).toHaveLength(0);
    expect((await books('GET', `/contacts/${acme}`)).body.contact.outstanding_receivable_amount).toBe(241);
    await books('POST', `/invoices/${invoice.invoice_id}/status/void`);
    expect(await status()).toBe('void');
    expect((await books('GET', `/contacts/${acme}`)).body.contact.outstanding_receivable_amount).toBe(0);
    expect((await books('POST', `/invoices/${invoice.invoice_id}/status/sent`)).status).toBe(400);
  });
});

describe('customer payments', () => {
  const pay = (
    invoiceId: string,
    amount: number,
    applied: number,
    more: object = {},
    headers: Record<string, string> = {},
    method = 'POST',
  ) =>
    books(
      method,
      '/customerpayments',
      {
        customer_id: acme,
        payment_mode: 'Stripe',
        amount,
        date: '2026-11-20',
        invoices: [{ invoice_id: invoiceId, amount_applied: applied }],
        ...more,
      },
      headers,
    );

  test('lower the balance until the invoice is paid; what is left over is credit', async () => {
    const { invoice_id: id } = await newInvoice();
    expect((await pay(id, 100, 100, { reference_number: 'pi_1' })).status).toBe(201);
    const read = async () => (await books('GET', `/invoices/${id}`)).body.invoice;
    expect(await read()).toMatchObject({ status: 'partially_paid', balance: 141 });
    expect((await pay(id, 150, 141)).body.payment).toMatchObject({ unused_amount: 9, payment_number: '2' });
    expect(await read()).toMatchObject({ status: 'paid', balance: 0 });
    expect((await books('GET', '/customerpayments?reference_number=pi_1')).body.customerpayments).toHaveLength(1);
    expect((await books('GET', `/contacts/${acme}`)).body.contact.unused_credits_receivable_amount).toBe(9);
  });

  test.each([
    ['more than the balance', 300, 300, 24016],
    ['more than was paid', 100, 200, 24015],
    ['nothing', 0, 0, 4],
  ])('%s cannot be applied, and nothing is kept of it', async (_name, amount, applied, code) => {
    const { invoice_id: id } = await newInvoice();
    expect(await pay(id, amount, applied)).toMatchObject({ status: 400, body: { code } });
    expect(sandbox.world.books.payments.size).toBe(0);
    expect((await books('GET', `/invoices/${id}`)).body.invoice.balance).toBe(241);
  });

  test('sent twice under a unique field, it is recorded and applied once', async () => {
    const { invoice_id: id } = await newInvoice();
    const headers = {
      'x-unique-identifier-key': 'cf_raccord_key',
      'x-unique-identifier-value': 'k1',
      'x-upsert': 'true',
    };
    const key = { custom_fields: [{ api_name: 'cf_raccord_key', value: 'k1' }] };
    const first = await pay(id, 241, 241, key, headers, 'PUT');
    const again = await pay(id, 241, 241, key, headers, 'PUT');
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body.payment.payment_id).toBe(first.body.payment.payment_id);
    expect((await books('GET', `/invoices/${id}`)).body.invoice).toMatchObject({ payment_made: 241, status: 'paid' });
    expect(sandbox.world.effects.countByKey({ operation: 'customerpayments.create' })).toEqual(new Map([['k1', 1]]));
  });

  test('deleted, it opens the invoice again', async () => {
    const { invoice_id: id } = await newInvoice();
    const { body } = await pay(id, 241, 241);
    await books('DELETE', `/customerpayments/${body.payment.payment_id}`);
    expect((await books('GET', `/invoices/${id}`)).body.invoice).toMatchObject({ balance: 241, status: 'sent' });
  });
});

test('over the limit of a minute the answer is 429 with code 44 and no Retry-After', async () => {
  sandbox.world.limits.set('zoho-books', { limit: 2, windowMs: 60_000 });
  for (const status of [200, 200, 429]) {
    const answer = await books('GET', '/contacts');
    expect(answer.status).toBe(status);
    if (status === 429) {
      expect(answer.body.code).toBe(44);
      expect(answer.headers.get('retry-after')).toBeNull();
    }
  }
  now += 60_000;
  expect((await books('GET', '/contacts')).status).toBe(200);
});
