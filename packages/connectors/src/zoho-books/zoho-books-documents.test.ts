import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type OpenedConnection, openConnection } from '../open-connection.ts';
import { memoryFiles } from '../testing/memory-files.ts';
import { attempt, once, type SandboxBench, sandboxBench } from '../testing/sandbox-attempts.ts';
import { actionContext, tinyServer } from '../testing/tiny-server.ts';
import { signedIn } from '../testing/zoho-sign-in.ts';
import { zohoBooks } from './index.ts';

let bench: SandboxBench;
let connection: OpenedConnection;

beforeAll(async () => {
  bench = await sandboxBench();
});
afterAll(() => bench.close());
beforeEach(async () => {
  bench.sandbox.reset();
  connection = await signedIn(zohoBooks, bench.connection('zoho-books'));
});

const run = (action: string, input: unknown, idempotencyKey = 'key-1', own = connection) =>
  attempt(zohoBooks, action, own, input, { idempotencyKey });
const effects = (operation: string) => bench.sandbox.world.effects.list({ vendor: 'zoho-books', operation });
const puts = { match: { method: 'PUT' } } as const;
const posts = { match: { method: 'POST' } } as const;
const line_items = [{ name: 'Abonnement', rate: 120.5, quantity: 2 }];
const customer = async () => String((await run('find-contact', { email: 'grace@acme.example' })).output.contact_id);
const vendor = async () =>
  String((await run('create-contact', { contact_name: 'Moulin Vert', contact_type: 'vendor' }, 'v')).output.contact_id);

/** What is needed to create one of each. */
const inputs: Record<string, () => Promise<Record<string, unknown>>> = {
  'credit-note': async () => ({ customer_id: await customer(), reference_number: 're_1', line_items }),
  estimate: async () => ({
    customer_id: await customer(),
    reference_number: 'D-1',
    line_items,
    expiry_date: '2027-01-31',
  }),
  bill: async () => ({ vendor_id: await vendor(), bill_number: 'F-77', line_items }),
  'recurring-invoice': async () => ({
    customer_id: await customer(),
    recurrence_name: 'sub_1',
    recurrence_frequency: 'months',
    line_items,
  }),
  item: async () => ({ name: 'Café', rate: 3.5, sku: 'CAF' }),
  invoice: async () => ({ customer_id: await customer(), reference_number: 'SO-9', line_items }),
};
const operations: Record<string, string> = {
  'credit-note': 'creditnotes',
  estimate: 'estimates',
  bill: 'bills',
  'recurring-invoice': 'recurringinvoices',
  item: 'items',
  invoice: 'invoices',
};
const ids: Record<string, string> = {
  'credit-note': 'creditnote_id',
  estimate: 'estimate_id',
  bill: 'bill_id',
  'recurring-invoice': 'recurring_invoice_id',
  item: 'item_id',
  invoice: 'invoice_id',
};
const found: Record<string, Record<string, unknown>> = {
  'credit-note': { reference_number: 're_1' },
  estimate: { reference_number: 'D-1' },
  bill: { bill_number: 'F-77' },
  'recurring-invoice': { recurrence_name: 'sub_1' },
  item: { name: 'café' },
  invoice: { reference_number: 'SO-9' },
};

describe.each(Object.keys(inputs))('%s', (object) => {
  const id = ids[object]!;
  const create = `create-${object}`;

  it('is created, found, read and changed', async () => {
    expect((await run(`find-${object}`, found[object])).output).toEqual({});
    const { output } = await run(create, await inputs[object]!());
    expect(output[id]).toMatch(/^\d+$/);
    expect((await run(`find-${object}`, found[object])).output[id]).toBe(output[id]);
    const changed = { [id]: output[id], ...(object === 'item' ? { unit: 'tasse' } : { notes: 'Merci' }) };
    await run(`update-${object}`, changed);
    expect((await run(`get-${object}`, { [id]: output[id] })).output).toMatchObject(changed);
    await expect(run(`get-${object}`, { [id]: '99' })).rejects.toMatchObject({ kind: 'missing' });
  });

  it('is made once when the answer is lost, and made when it had not been', async () => {
    const input = await inputs[object]!();
    once(bench, 'zoho-books', 'dropAfterWork', posts);
    expect(await run(create, input)).toMatchObject({ attempts: 2, lookedBack: true });
    const done = effects(`${operations[object]}.create`).length;
    bench.sandbox.reset();
    connection = await signedIn(zohoBooks, bench.connection('zoho-books'));
    const again = await inputs[object]!();
    once(bench, 'zoho-books', 'serverError', posts);
    expect(await run(create, again)).toMatchObject({ attempts: 2, lookedBack: false });
    expect(effects(`${operations[object]}.create`)).toHaveLength(done);
  });

  it.skipIf(object === 'recurring-invoice')('is upserted by a unique field: one, however often', async () => {
    const input = { key_field: 'cf_raccord_key', key_value: 'crm-42', ...(await inputs[object]!()) };
    once(bench, 'zoho-books', 'dropAfterWork', puts);
    const first = await run(`upsert-${object}`, input);
    expect(first.attempts).toBe(2);
    const second = await run(`upsert-${object}`, input);
    expect(second.output[id]).toBe(first.output[id]);
    expect(effects(`${operations[object]}.create`)).toHaveLength(1);
    await expect(run(`upsert-${object}`, { ...input, key_field: 'cf_nothing' })).rejects.toMatchObject({
      kind: 'input',
    });
  });
});

it('a contact is upserted by a unique field', async () => {
  const input = {
    key_field: 'cf_stripe_customer_id',
    key_value: 'cus_1',
    contact_name: 'Nova',
    email: 'nova@x.example',
  };
  const first = await run('upsert-contact', input);
  const second = await run('upsert-contact', { ...input, contact_name: 'Nova SAS' });
  expect(second.output).toMatchObject({ contact_id: first.output.contact_id, contact_name: 'Nova SAS' });
  expect(effects('contacts.create')).toHaveLength(1);
});

describe('a credit note', () => {
  const made = async () => {
    const note = (await run('create-credit-note', await inputs['credit-note']!())).output;
    const invoice = (await run('create-invoice', { ...(await inputs.invoice!()), send: true })).output;
    return { creditnote_id: note.creditnote_id, invoice_id: invoice.invoice_id };
  };
  it('is set off against an invoice and refunded, each once', async () => {
    const { creditnote_id, invoice_id } = await made();
    const apply = { creditnote_id, invoice_id, amount_applied: 100 };
    once(bench, 'zoho-books', 'dropAfterWork', posts);
    expect(await run('apply-credit-note', apply)).toMatchObject({
      attempts: 2,
      lookedBack: true,
      output: { invoice_id },
    });
    expect((await run('get-invoice', { invoice_id })).output).toMatchObject({ balance: 141 });
    const refund = { creditnote_id, amount: 141, refund_mode: 'creditcard', reference_number: 're_1' };
    once(bench, 'zoho-books', 'dropAfterWork', posts);
    const back = await run('refund-credit-note', refund);
    expect(back).toMatchObject({ attempts: 2, lookedBack: true, output: { amount: 141, reference_number: 're_1' } });
    expect(effects('creditnotes.refund')).toHaveLength(1);
    expect(effects('creditnotes.apply')).toHaveLength(1);
    expect((await run('get-credit-note', { creditnote_id })).output).toMatchObject({ status: 'closed', balance: 0 });
    await expect(run('refund-credit-note', { ...refund, amount: 1 }, 'key-2')).rejects.toMatchObject({ kind: 'input' });
  });
  it('is done when it had not been done', async () => {
    const { creditnote_id, invoice_id } = await made();
    once(bench, 'zoho-books', 'dropBefore', posts);
    const applied = await run('apply-credit-note', { creditnote_id, invoice_id, amount_applied: 100 });
    expect(applied).toMatchObject({ attempts: 2, lookedBack: false });
    once(bench, 'zoho-books', 'serverError', posts);
    const refund = { creditnote_id, amount: 10, refund_mode: 'cash', reference_number: 're_2' };
    expect(await run('refund-credit-note', refund)).toMatchObject({ attempts: 2, lookedBack: false });
  });
});

it('with key fields nothing is doubled, whatever it looks like', async () => {
  const field = 'cf_raccord_key';
  const settings = { creditNoteKeyField: field, estimateKeyField: field, billKeyField: field, itemKeyField: field };
  const own = await signedIn(zohoBooks, bench.connection('zoho-books'), settings);
  for (const object of ['credit-note', 'estimate', 'bill', 'item']) {
    const input = await inputs[object]!();
    once(bench, 'zoho-books', 'dropAfterWork', puts);
    expect(await run(`create-${object}`, input, `key-${object}`, own), object).toMatchObject({
      attempts: 2,
      lookedBack: false,
    });
    expect(effects(`${operations[object]}.create`).map(({ key }) => key)).toEqual([`key-${object}`]);
  }
});

it('offers organisations, items, taxes and currencies, the first without one chosen', async () => {
  const options = { signal: new AbortController().signal, files: memoryFiles() };
  const choices = async (name: string, own = connection, search = '') =>
    (await zohoBooks.choices![name]!(openConnection(zohoBooks, own, options), { with: {}, search })).choices;
  expect(await choices('organizations', { ...connection, settings: {} })).toEqual([
    { value: '20260000001', label: 'Raccord Bac à sable SARL' },
  ]);
  expect((await choices('items', connection, 'abonnement')).map(({ label }) => label)).toEqual(['Abonnement mensuel']);
  expect((await choices('taxes')).map(({ label }) => label)).toContain('TVA 20 %');
  expect((await choices('currencies', connection, 'eu')).map(({ label }) => label)).toEqual(['EUR']);
});

describe('an answer that cannot be right', () => {
  const answers: [string, object, object][] = [
    [
      'truncated',
      { headers: { 'content-type': 'application/json' }, text: '{"code":0,"inv' },
      { kind: 'transient', code: 'http.answerUnreadable' },
    ],
    ['not JSON', { text: '<html>portal</html>' }, { kind: 'transient', code: 'http.answerUnreadable' }],
    ['a refusal in a 200', { json: { code: 3062, message: 'exists' } }, { kind: 'duplicate', code: 'http.conflict' }],
    [
      '429 for the day',
      { status: 429, json: { code: 45, message: 'day' } },
      { kind: 'rateLimited', code: 'zohoBooks.dayLimit', retryAfterMs: 3_600_000 },
    ],
  ];
  it.each(answers)('%s', async (_name, answer, failure) => {
    const server = await tinyServer(() => answer);
    const own = {
      credentials: { accessToken: 'x' },
      settings: { organizationId: '1' },
      endpoints: { api: server.url },
    };
    const context = actionContext(zohoBooks, own);
    await expect(zohoBooks.actions['find-item']!.run(context, { name: 'x' })).rejects.toMatchObject(failure);
    const made = zohoBooks.actions['create-item']!.run(context, { name: 'x', rate: 1 });
    const uncertain = (failure as { kind: string }).kind === 'transient';
    await expect(made).rejects.toMatchObject({ ...failure, uncertain });
    await server.close();
  });
});
