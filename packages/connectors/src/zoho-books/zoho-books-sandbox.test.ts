import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type OpenedConnection, openConnection } from '../open-connection.ts';
import { memoryFiles } from '../testing/memory-files.ts';
import { attempt, once, type SandboxBench, sandboxBench } from '../testing/sandbox-attempts.ts';
import { signedIn, zohoSignIn } from '../testing/zoho-sign-in.ts';
import { zohoBooks } from './index.ts';

let bench: SandboxBench;
let connection: OpenedConnection;

beforeAll(async () => {
  bench = await sandboxBench();
});
afterAll(() => bench.close());
beforeEach(async () => {
  bench.sandbox.reset();
  connection = await connected();
});

const token = (refreshToken: string) => zohoSignIn(zohoBooks, bench.connection('zoho-books'), refreshToken);
const connected = (settings: Record<string, unknown> = {}) =>
  signedIn(zohoBooks, bench.connection('zoho-books'), settings);

const options = () => ({ signal: new AbortController().signal, files: memoryFiles() });
const run = (action: string, input: unknown, idempotencyKey = 'key-1', own = connection) =>
  attempt(zohoBooks, action, own, input, { idempotencyKey });
const effects = (operation: string) => bench.sandbox.world.effects.list({ vendor: 'zoho-books', operation });
const posts = { match: { method: 'POST' } } as const;

const lines = [{ name: 'Order SO-1001', rate: 120.5, quantity: 2 }];
const customerId = async () => (await run('find-contact', { email: 'grace@acme.example' })).output.contact_id as string;
const invoiceFor = async (customer_id: string, reference_number = 'SO-1001') =>
  (await run('create-invoice', { customer_id, reference_number, line_items: lines })).output;

it('tests the connection, and tells a wrong organisation from a lost login', async () => {
  const test = (own: OpenedConnection) => zohoBooks.test!(openConnection(zohoBooks, own, options()));
  expect(await test(connection)).toEqual({ account: 'Raccord Bac à sable SARL' });
  const elsewhere = { ...connection, settings: { organizationId: '1' } };
  await expect(test(elsewhere)).rejects.toMatchObject({ kind: 'config', code: 'zohoBooks.organizationUnknown' });
  await expect(test({ ...connection, settings: {} })).rejects.toMatchObject({ code: 'zohoBooks.organizationMissing' });
  const stale = { ...connection, credentials: { accessToken: 'stale' } };
  await expect(test(stale)).rejects.toMatchObject({ kind: 'auth' });
});

it('reads Zoho’s token answers, refusals with HTTP 200 included', async () => {
  expect(await token(bench.connection('zoho-books').credentials.refreshToken ?? '')).toMatchObject({
    expiresInMs: 3_600_000,
  });
  await expect(token('1000.unknown')).rejects.toMatchObject({ kind: 'auth', code: 'oauth.revoked' });
  once(bench, 'zoho-accounts', 'rateLimit');
  await expect(token('x')).rejects.toMatchObject({ kind: 'rateLimited', retryAfterMs: 600_000 });
  once(bench, 'zoho-accounts', 'serverError', { status: 502 });
  await expect(token('x')).rejects.toMatchObject({ kind: 'transient' });
  once(bench, 'zoho-accounts', 'unauthorized');
  await expect(token('x')).rejects.toMatchObject({ kind: 'config', code: 'oauth.clientWrong' });
});

it('finds, creates, reads and updates a contact', async () => {
  expect((await run('find-contact', { email: 'nobody+1@new.example' })).output).toEqual({});
  const fields = { contact_name: 'New & Co +1', email: 'ana+1@new.example', first_name: 'Ana', payment_terms: 30 };
  const { output } = await run('create-contact', fields);
  expect(output).toMatchObject({ contact_name: 'New & Co +1', email: 'ana+1@new.example' });
  const byMail = await run('find-contact', { email: 'ana+1@new.example' });
  expect(byMail.output.contact_id).toBe(output.contact_id);
  expect((await run('find-contact', { contact_name: 'new & co +1' })).output.contact_id).toBe(output.contact_id);
  const id = output.contact_id;
  const updated = await run('update-contact', { contact_id: id, last_name: 'Roy', website: 'https://new.example' });
  expect(updated.output).toMatchObject({ email: 'ana+1@new.example', last_name: 'Roy', first_name: 'Ana' });
  expect(updated.output.contact_persons).toHaveLength(1);
  expect((await run('get-contact', { contact_id: id })).output).toMatchObject({ website: 'https://new.example' });
  await expect(run('create-contact', fields, 'key-2')).rejects.toMatchObject({ kind: 'duplicate' });
  await expect(run('get-contact', { contact_id: '99' })).rejects.toMatchObject({ kind: 'missing' });
});

it('invoices, finds the invoice, and records its payment', async () => {
  const customer_id = await customerId();
  const invoice = await invoiceFor(customer_id);
  expect(invoice).toMatchObject({ reference_number: 'SO-1001', total: 241 });
  expect((await run('find-invoice', { reference_number: 'SO-1001' })).output.invoice_id).toBe(invoice.invoice_id);
  expect((await run('find-invoice', { reference_number: 'SO-9' })).output).toEqual({});
  const payment = {
    customer_id,
    amount: 241,
    date: '2026-11-20',
    payment_mode: 'creditcard',
    reference_number: 'pi_3Mt',
    invoices: [{ invoice_id: invoice.invoice_id, amount_applied: 241 }],
  };
  const { output } = await run('record-payment', payment);
  expect((await run('find-payment', { reference_number: 'pi_3Mt' })).output.payment_id).toBe(output.payment_id);
  expect((await run('find-invoice', { reference_number: 'SO-1001' })).output).toMatchObject({
    status: 'paid',
    balance: 0,
  });
  const own = { customer_id, reference_number: 'SO-2', line_items: lines, invoice_number: 'OWN-1' };
  expect((await run('create-invoice', own)).output.invoice_number).toBe('OWN-1');
});

describe('when the answer is lost after the work was done', () => {
  const cases: [string, string, (customer: string) => Promise<object>][] = [
    ['create-contact', 'contacts.create', async () => ({ contact_name: 'Lost SAS', email: 'lost@x.example' })],
    [
      'create-invoice',
      'invoices.create',
      async (customer_id) => ({ customer_id, reference_number: 'SO-7', line_items: lines }),
    ],
    [
      'record-payment',
      'customerpayments.create',
      async (customer_id) => {
        const { invoice_id } = await invoiceFor(customer_id);
        const invoices = [{ invoice_id, amount_applied: 100 }];
        return {
          customer_id,
          amount: 100,
          date: '2026-11-20',
          payment_mode: 'cash',
          reference_number: 'pi_7',
          invoices,
        };
      },
    ],
  ];

  it.each(cases)('%s is found by looking back', async (action, operation, inputFor) => {
    const input = await inputFor(await customerId());
    once(bench, 'zoho-books', 'dropAfterWork', posts);
    expect(await run(action, input)).toMatchObject({ attempts: 2, lookedBack: true });
    expect(effects(operation).filter(({ key }) => key !== 'SO-1001')).toHaveLength(1);
  });

  it.each(cases)(
    '%s is written under its own key where the account has a field for it',
    async (action, operation, inputFor) => {
      const field = 'cf_raccord_key';
      const own = await connected({ contactKeyField: field, invoiceKeyField: field, paymentKeyField: field });
      const input = await inputFor(await customerId());
      once(bench, 'zoho-books', 'dropAfterWork', { match: { method: 'PUT' } });
      expect(await run(action, input, 'key-unique', own)).toMatchObject({ attempts: 2, lookedBack: false });
      expect(effects(operation).filter(({ key }) => key === 'key-unique')).toHaveLength(1);
    },
  );

  it.each(cases)('%s is done when it had not been done', async (action, operation, inputFor) => {
    const input = await inputFor(await customerId());
    once(bench, 'zoho-books', 'serverError', posts);
    expect(await run(action, input)).toMatchObject({ attempts: 2, lookedBack: false });
    expect(effects(operation).filter(({ key }) => key !== 'SO-1001')).toHaveLength(1);
  });

  it('another invoice for the same order is not taken for ours', async () => {
    const customer_id = await customerId();
    await invoiceFor(customer_id);
    once(bench, 'zoho-books', 'dropBefore', posts);
    const line_items = [{ name: 'The rest of SO-1001', rate: 10, quantity: 1 }];
    const { lookedBack } = await run('create-invoice', { customer_id, reference_number: 'SO-1001', line_items });
    expect(lookedBack).toBe(false);
    expect(effects('invoices.create')).toHaveLength(2);
  });
});

it('waits for the next minute when the minute’s calls are used up', async () => {
  once(bench, 'zoho-books', 'rateLimit');
  const error = await run('find-contact', { email: 'a@b.example' }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ kind: 'rateLimited', code: 'http.tooManyRequests' });
  const { retryAfterMs } = error as { retryAfterMs: number };
  expect(retryAfterMs).toBeGreaterThan(0);
  expect(retryAfterMs).toBeLessThanOrEqual(60_000);
});
