import { expect, test } from 'vitest';
import { openSandbox } from '../test-clients.ts';

let now = Date.UTC(2026, 10, 20, 9, 0, 0);
const { sandbox, books } = await openSandbox({ now: () => now });

const line_items = [{ name: 'Abonnement', rate: 100, quantity: 2 }];
const grace = async () =>
  (await books('GET', '/contacts?email=grace@acme.example')).body.contacts[0].contact_id as string;
const supplier = async (contact_name: string) =>
  (await books('POST', '/contacts', { contact_name, contact_type: 'vendor' })).body.contact.contact_id as string;

test('a credit note is set off against an invoice and its rest is paid back', async () => {
  const customer_id = await grace();
  const invoice = (await books('POST', '/invoices?send=true', { customer_id, line_items })).body.invoice;
  const made = await books('POST', '/creditnotes', { customer_id, line_items, reference_number: 're_1' });
  expect(made).toMatchObject({ status: 201, body: { creditnote: { status: 'open', total: 200, balance: 200 } } });
  const { creditnote_id, creditnote_number } = made.body.creditnote;
  expect(creditnote_number).toMatch(/^CN-\d{5}$/);
  const invoices = [{ invoice_id: invoice.invoice_id, amount_applied: 150 }];
  expect(
    (await books('POST', `/creditnotes/${creditnote_id}/invoices`, { invoices })).body.apply_to_invoices.invoices,
  ).toEqual(invoices);
  expect((await books('GET', `/invoices/${invoice.invoice_id}`)).body.invoice).toMatchObject({ balance: 50 });
  const refund = { amount: 60, date: '2026-11-20', refund_mode: 'creditcard', reference_number: 're_1' };
  expect((await books('POST', `/creditnotes/${creditnote_id}/refunds`, refund)).body.code).toBe(12008);
  await books('POST', `/creditnotes/${creditnote_id}/refunds`, { ...refund, amount: 50 });
  const refunds = (await books('GET', `/creditnotes/${creditnote_id}/refunds`)).body.creditnote_refunds;
  expect(refunds).toMatchObject([{ amount: 50, reference_number: 're_1' }]);
  expect((await books('GET', `/creditnotes/${creditnote_id}`)).body.creditnote).toMatchObject({
    status: 'closed',
    balance: 0,
  });
  expect((await books('DELETE', `/creditnotes/${creditnote_id}`)).body.code).toBe(1040);
});

test.each([
  ['estimates', 'estimate', 'estimate_id', {}],
  [
    'recurringinvoices',
    'recurring_invoice',
    'recurring_invoice_id',
    { recurrence_name: 'Abo', recurrence_frequency: 'months' },
  ],
])('%s are made, listed, changed and removed', async (path, resource, id, own) => {
  const customer_id = await grace();
  const made = await books('POST', `/${path}`, { customer_id, line_items, reference_number: 'SO-1', ...own });
  expect(made).toMatchObject({ status: 201, body: { [resource]: { customer_name: 'Acme Ltd', total: 200 } } });
  const key = made.body[resource][id];
  const listed = await books('GET', `/${path}?reference_number=SO-1`);
  const [row] = listed.body[`${resource}s`];
  expect(row).toMatchObject({ [id]: key });
  expect(row.line_items).toBeUndefined();
  const changed = await books('PUT', `/${path}/${key}`, { notes: 'Merci' });
  expect(changed.body[resource]).toMatchObject({ notes: 'Merci', total: 200 });
  expect((await books('DELETE', `/${path}/${key}`)).body.code).toBe(0);
  expect((await books('GET', `/${path}/${key}`)).status).toBe(404);
  expect((await books('POST', `/${path}`, { customer_id })).body.code).toBe(4);
});

test('a bill is a vendor’s, has the vendor’s number, and is listed by when it changed', async () => {
  const vendor_id = await supplier('Moulin Vert');
  const bill = { vendor_id, bill_number: 'F-77', line_items };
  expect((await books('POST', '/bills', bill)).body.bill).toMatchObject({
    bill_number: 'F-77',
    status: 'open',
    balance: 200,
  });
  expect((await books('POST', '/bills', bill)).body.code).toBe(3062);
  expect((await books('POST', '/bills', { ...bill, bill_number: 'F-78', vendor_id: await grace() })).body.code).toBe(4);
  const since = '2026-11-20T10:00:01%2B0100';
  expect((await books('GET', `/bills?last_modified_time=${since}`)).body.bills).toEqual([]);
  now += 5_000;
  await books('POST', '/bills', { ...bill, bill_number: 'F-79' });
  expect((await books('GET', `/bills?last_modified_time=${since}`)).body.bills).toHaveLength(1);
});

test('is written under a unique field, once', async () => {
  const headers = {
    'x-unique-identifier-key': 'cf_raccord_key',
    'x-unique-identifier-value': 'key-1',
    'x-upsert': 'true',
  };
  const custom_fields = [{ api_name: 'cf_raccord_key', value: 'key-1' }];
  const note = { customer_id: await grace(), line_items, custom_fields };
  const first = (await books('PUT', '/creditnotes', note, headers)).body.creditnote;
  const again = (await books('PUT', '/creditnotes', { ...note, notes: 'x' }, headers)).body.creditnote;
  expect(again).toMatchObject({ creditnote_id: first.creditnote_id, notes: 'x' });
  expect(sandbox.world.effects.list({ operation: 'creditnotes.create', key: 'key-1' })).toHaveLength(1);
});
