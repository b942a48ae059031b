import type { ConnectorContext, ObjectChange } from '@raccord/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openConnection } from '../open-connection.ts';
import { memoryFiles } from '../testing/memory-files.ts';
import { attempt, once, type SandboxBench, sandboxBench } from '../testing/sandbox-attempts.ts';
import { signedIn } from '../testing/zoho-sign-in.ts';
import { zohoBooks } from './index.ts';

let now = Date.UTC(2026, 10, 20, 9, 0, 0);
let bench: SandboxBench;
let context: ConnectorContext;
let run: (action: string, input: object) => Promise<Record<string, unknown>>;

beforeAll(async () => {
  bench = await sandboxBench({ now: () => now });
});
afterAll(() => bench.close());
beforeEach(async () => {
  bench.sandbox.reset();
  bench.sandbox.world.accounts.accessTokenSeconds = 400 * 86_400;
  const connection = await signedIn(zohoBooks, bench.connection('zoho-books'));
  context = openConnection(zohoBooks, connection, { signal: new AbortController().signal, files: memoryFiles() });
  run = async (action, input) => (await attempt(zohoBooks, action, connection, input)).output;
});

const overlapMs = 120_000;
const later = (seconds: number) => {
  now += seconds * 1_000;
};
const line_items = [{ name: 'x', rate: 10 }];

async function readAll(
  object: string,
  cursor: unknown,
  from: 'now' | 'everything' = 'now',
  between?: () => Promise<unknown>,
) {
  const changes: ObjectChange[] = [];
  let at = cursor;
  for (;;) {
    const page = await zohoBooks.objects![object]!.operations.list!.page!(context, {}, at, { from, overlapMs, now });
    changes.push(...page.changes);
    at = JSON.parse(JSON.stringify(page.cursor));
    if (!page.more) return { changes, cursor: at };
    await between?.();
  }
}
const idsOf = (changes: ObjectChange[], id: string) => [...new Set(changes.map(({ record }) => record[id]))];

const cases: [string, string, (name: string, contact: string) => Promise<string>, (id: string) => Promise<unknown>][] =
  [
    [
      'contact',
      'contact_id',
      async (name) => String((await run('create-contact', { contact_name: name })).contact_id),
      (contact_id) => run('update-contact', { contact_id, website: 'https://x.example' }),
    ],
    [
      'invoice',
      'invoice_id',
      async (name, customer_id) =>
        String((await run('create-invoice', { customer_id, reference_number: name, line_items })).invoice_id),
      (invoice_id) => run('update-invoice', { invoice_id, notes: 'x' }),
    ],
    [
      'payment',
      'payment_id',
      async (name, customer_id) => {
        const payment = { customer_id, amount: 5, date: '2026-11-19', payment_mode: 'cash', reference_number: name };
        return String((await run('record-payment', payment)).payment_id);
      },
      (id) => {
        const { payments } = bench.sandbox.world.books;
        const time = new Date(now + 3_600_000).toISOString().slice(0, 19);
        return Promise.resolve(payments.replace({ ...payments.get(id)!, last_modified_time: `${time}+0100` }));
      },
    ],
    [
      'bill',
      'bill_id',
      async (name) => {
        const vendor_id = (await run('find-contact', { contact_name: 'V', contact_type: 'vendor' })).contact_id;
        return String((await run('create-bill', { vendor_id, bill_number: name, line_items })).bill_id);
      },
      (bill_id) => run('update-bill', { bill_id, notes: 'x' }),
    ],
  ];

describe.each(cases)('%s', (object, id, make, change) => {
  it('tells what was created and changed, each once', async () => {
    await run('create-contact', { contact_name: 'V', contact_type: 'vendor' });
    const contact = String((await run('find-contact', { email: 'grace@acme.example' })).contact_id);
    const old = await make('before', contact);
    later(7_200);
    const cursors: Record<string, unknown> = {};
    const known = new Set<string>();
    const poll = async (trigger: string) => {
      const page = await zohoBooks.triggers[trigger]!.poll!.page(context, {}, cursors[trigger] ?? null, {
        overlapMs,
        now,
      });
      cursors[trigger] = JSON.parse(JSON.stringify(page.cursor));
      const fresh = page.items.filter(({ dedupeKey }) => !known.has(`${trigger} ${dedupeKey}`));
      for (const { dedupeKey } of fresh) known.add(`${trigger} ${dedupeKey}`);
      return fresh.map(({ data }) => (data as Record<string, unknown>)[id]);
    };
    const [created, updated] = [`${object}-created`, `${object}-updated`];
    for (const trigger of [created, updated]) expect(await poll(trigger)).toEqual([]);
    later(60);
    const fresh = await make('after', contact);
    await change(old);
    expect(await poll(created)).toEqual([fresh]);
    expect(await poll(updated)).toContain(old);
    later(86_400);
    for (const trigger of [created, updated]) expect(await poll(trigger)).toEqual([]);
  });
});

it('more than a page is read to its end, in spite of what is written meanwhile', async () => {
  const customer_id = String((await run('find-contact', { email: 'grace@acme.example' })).contact_id);
  const ids: string[] = [];
  for (let i = 0; i < 450; i++) {
    ids.push(
      String((await run('create-invoice', { customer_id, reference_number: `SO-${i}`, line_items })).invoice_id),
    );
    if (i % 50 === 0) later(60);
  }
  const touched = new Set<string>();
  const between = async () => {
    later(30);
    const invoice_id = ids[touched.size * 7 + 3]!;
    touched.add(invoice_id);
    await run('update-invoice', { invoice_id, notes: 'x' });
  };
  const first = await readAll('invoice', null, 'everything', between);
  expect(idsOf(first.changes, 'invoice_id').sort()).toEqual(ids.sort());
  later(60);
  const second = await readAll('invoice', first.cursor);
  expect(idsOf(second.changes, 'invoice_id')).toEqual(expect.arrayContaining([...touched]));
});

it('contacts are read newest first only as far back as needed', async () => {
  for (let i = 0; i < 410; i++) await run('create-contact', { contact_name: `n${i}` });
  later(86_400);
  const { cursor } = await readAll('contact', null, 'everything');
  later(86_400);
  await run('create-contact', { contact_name: 'new one' });
  const before = bench.sandbox.world.calls.count('zoho-books');
  const { changes } = await readAll('contact', cursor);
  expect(changes.map(({ record }) => record.contact_name)).toEqual(['new one']);
  expect(bench.sandbox.world.calls.count('zoho-books')).toBe(before + 1);
});

it('a login or a limit that strikes between two pages loses nothing', async () => {
  for (let i = 0; i < 230; i++) await run('create-contact', { contact_name: `n${i}` });
  const page = (cursor: unknown) =>
    zohoBooks.objects!.contact!.operations.list!.page!(context, {}, cursor, { from: 'everything', overlapMs, now });
  const first = await page(null);
  expect(first.more).toBe(true);
  once(bench, 'zoho-books', 'unauthorized');
  await expect(page(first.cursor)).rejects.toMatchObject({ kind: 'auth' });
  once(bench, 'zoho-books', 'rateLimit');
  await expect(page(first.cursor)).rejects.toMatchObject({ kind: 'rateLimited' });
  const rest = await page(first.cursor);
  expect(idsOf([...first.changes, ...rest.changes], 'contact_id')).toHaveLength(233);
});
