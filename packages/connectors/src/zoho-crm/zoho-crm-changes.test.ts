import type { ConnectorContext, ObjectChange, PollPage, RawDelivery } from '@raccord/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openConnection } from '../open-connection.ts';
import { memoryFiles } from '../testing/memory-files.ts';
import { once, type SandboxBench, sandboxBench } from '../testing/sandbox-attempts.ts';
import { tinyServer } from '../testing/tiny-server.ts';
import { signedIn } from '../testing/zoho-sign-in.ts';
import { zohoCrm } from './index.ts';

let now = Date.UTC(2026, 10, 20, 9, 0, 0);
let bench: SandboxBench;
let context: ConnectorContext;

beforeAll(async () => {
  bench = await sandboxBench({ now: () => now, webhookRetryDelaysMs: [20] });
});
afterAll(() => bench.close());
beforeEach(async () => {
  bench.sandbox.reset('empty');
  bench.sandbox.world.accounts.accessTokenSeconds = 400 * 86_400;
  await signIn();
});

async function signIn() {
  const connection = await signedIn(zohoCrm, bench.connection('zoho-crm'));
  context = openConnection(zohoCrm, connection, { signal: new AbortController().signal, files: memoryFiles() });
}

const { list } = zohoCrm.objects!.record!.operations;
const place = { module: 'Accounts' };
const later = (seconds: number) => {
  now += seconds * 1_000;
};
const overlapMs = 120_000;
const state = () => bench.sandbox.world.crm;
const write = (action: string, items: object[]) =>
  zohoCrm.actions[action]!.bulk!.run(
    context,
    items.map((input, at) => ({
      input: { ...place, ...input },
      idempotencyKey: `k${at}`,
      mayHaveRun: false,
      marker: 'm',
    })) as never,
  ) as Promise<{ output: { id: string } }[]>;
async function create(count: number, from = 0): Promise<string[]> {
  const ids: string[] = [];
  for (let at = 0; at < count; at += 100) {
    const names = Array.from({ length: Math.min(100, count - at) }, (_, i) => ({ Account_Name: `n${from + at + i}` }));
    for (const { output } of await write('create-record', names)) ids.push(output.id);
  }
  return ids;
}

/** Reads to the end, as the engine does; `between` happens after each page. */
async function readAll(
  cursor: unknown,
  options: { from?: 'now' | 'everything'; between?: (page: number) => Promise<unknown> } = {},
) {
  const changes: ObjectChange[] = [];
  const lost: unknown[] = [];
  let at = cursor;
  for (let page = 1; ; page++) {
    const read = await list!.page!(context, place, at, { from: options.from ?? 'everything', overlapMs, now });
    changes.push(...read.changes);
    if (read.lost !== undefined) lost.push(read.lost);
    // Cursors are stored as JSON.
    at = JSON.parse(JSON.stringify(read.cursor));
    if (!read.more) return { changes, cursor: at, lost };
    if (page > 100) throw new Error('reads for ever');
    await options.between?.(page);
  }
}
const idsOf = (changes: ObjectChange[], change: ObjectChange['change'] = 'saved') => [
  ...new Set(changes.filter((one) => one.change === change).map(({ record }) => String(record.id))),
];

it('the triggers tell what was created, changed and deleted, each once', async () => {
  const [old] = await create(1);
  later(3_600);
  const cursors: Record<string, unknown> = {};
  const known = new Set<unknown>();
  const poll = async (id: string) => {
    const items: PollPage['items'] = [];
    for (;;) {
      const page = await zohoCrm.triggers[id]!.poll!.page(context, place, cursors[id] ?? null, { overlapMs, now });
      items.push(...page.items);
      cursors[id] = JSON.parse(JSON.stringify(page.cursor));
      if (page.more) continue;
      // The engine keeps each only once.
      const fresh = items.filter(({ dedupeKey }) => !known.has(`${id} ${dedupeKey}`));
      for (const { dedupeKey } of fresh) known.add(`${id} ${dedupeKey}`);
      return fresh.map(({ data }) => (data as { id: string }).id);
    }
  };
  const all = ['record-created', 'record-updated', 'record-deleted'];
  for (const id of all) expect(await poll(id)).toEqual([]);
  later(60);
  const [fresh, gone] = await create(2, 10);
  later(60);
  await write('update-record', [{ id: old, Billing_City: 'Lyon' }]);
  await write('remove-record', [{ id: gone }]);
  expect(await poll('record-created')).toEqual([fresh]);
  expect(await poll('record-updated')).toEqual([old]);
  expect(await poll('record-deleted')).toEqual([gone]);
  later(600);
  for (const id of all) expect(await poll(id), id).toEqual([]);
});

it.each([204, 304] as const)('nothing newer may be %d', async (status) => {
  await create(1);
  state().nothingNew = status;
  later(3_600);
  expect((await readAll(null, { from: 'now' })).changes).toEqual([]);
});

it('more than 2,000 records of one second are read by token, each of them', async () => {
  const ids = await create(2_300);
  later(10);
  const newest = await create(5, 5_000);
  const { changes, cursor } = await readAll(null);
  expect(idsOf(changes).sort()).toEqual([...ids, ...newest].sort());
  const saved = changes
    .filter(({ change }) => change === 'saved')
    .map(({ record }) => Date.parse(String(record.Modified_Time)));
  expect(saved).toEqual([...saved].sort((a, b) => a - b));
  const pages = bench.sandbox.world.calls
    .list({ vendor: 'zoho-crm', limit: 500 })
    .filter(({ url }) => url.includes('page_token'));
  expect(pages.length).toBeGreaterThan(5);
  later(7_200);
  const again = await readAll(cursor);
  // The last two minutes before the last change come again, and after an hour of quiet nothing does.
  expect(idsOf(again.changes)).toHaveLength(2_305);
  later(3_600);
  expect((await readAll(again.cursor)).changes).toEqual([]);
});

it('a record that is changed or deleted while the pages are read hides no other', async () => {
  const ids: string[] = [];
  for (let i = 0; i < 6; i++) {
    ids.push(...(await create(100, i * 100)));
    later(5);
  }
  const between = async (page: number) => {
    if (page > 2) return;
    later(5);
    await write('update-record', [{ id: ids[page], Billing_City: 'Nice' }]);
    await write('remove-record', [{ id: ids[page + 10] }]);
  };
  const { changes } = await readAll(null, { between });
  expect(idsOf(changes)).toEqual(expect.arrayContaining(ids));
  expect(idsOf(changes, 'deleted')).toEqual([ids[11], ids[12]]);
});

it('an expired page token reads its stretch again', async () => {
  const ids = await create(700);
  let ended = 0;
  const between = async (page: number) => {
    if (page !== 2) return;
    later(86_500);
    ended += 1;
  };
  const { changes } = await readAll(null, { between });
  expect(ended).toBe(1);
  expect(idsOf(changes).sort()).toEqual(ids.sort());
});

it('a login that ends in the middle loses nothing: the same cursor goes on', async () => {
  const ids = await create(450);
  const first = await list!.page!(context, place, null, { from: 'everything', overlapMs, now });
  bench.sandbox.world.accounts.expireAll();
  const refused = list!.page!(context, place, first.cursor, { from: 'everything', overlapMs, now });
  await expect(refused).rejects.toMatchObject({ kind: 'auth', code: 'http.unauthorized' });
  await signIn();
  once(bench, 'zoho-crm', 'serverError');
  await expect(list!.page!(context, place, first.cursor, { from: 'everything', overlapMs, now })).rejects.toMatchObject(
    {
      kind: 'transient',
    },
  );
  const rest = await readAll(first.cursor);
  expect(idsOf([...first.changes, ...rest.changes]).sort()).toEqual(ids.sort());
});

it('more than 50 fields are read in parts and come as one record', async () => {
  for (let i = 0; i < 70; i++)
    state().addField('Accounts', { api_name: `Champ_${i}`, label: `Champ ${i}`, type: 'text', custom: true });
  const given = Object.fromEntries(Array.from({ length: 70 }, (_, i) => [`Champ_${i}`, `v${i}`]));
  await write(
    'create-record',
    Array.from({ length: 100 }, (_, i) => ({ Account_Name: `a${i}`, ...given })),
  );
  await write(
    'create-record',
    Array.from({ length: 30 }, (_, i) => ({ Account_Name: `b${i}`, ...given })),
  );
  const { changes } = await readAll(null);
  expect(changes).toHaveLength(130);
  for (const { record } of changes) expect(record).toMatchObject({ ...given, Owner: { name: 'Camille Martin' } });
});

it('deletions are paged, and a stretch that Zoho no longer remembers is told', async () => {
  const ids = await create(450);
  const { cursor } = await readAll(null);
  later(60);
  for (let at = 0; at < ids.length; at += 100)
    await write(
      'remove-record',
      ids.slice(at, at + 100).map((id) => ({ id })),
    );
  const read = await readAll(cursor);
  expect(idsOf(read.changes, 'deleted').sort()).toEqual(ids.sort());
  expect(read.lost).toEqual([]);
  later(200 * 86_400);
  const late = await readAll(read.cursor);
  expect(late.lost).toEqual([{ from: expect.any(String), to: new Date(now - 120 * 86_400_000).toISOString() }]);
  expect((await readAll(late.cursor)).lost).toEqual([]);
});

describe('notification channels', () => {
  const { webhook } = zohoCrm.triggers['record-created']!;
  const subscription = webhook!.subscription!;
  const secret = 'x'.repeat(64);

  it('wake the reading, with a token that must fit, and are renewed before they end', async () => {
    const deliveries: RawDelivery[] = [];
    const receiver = await tinyServer(({ method, headers, body }) => {
      deliveries.push({
        method,
        headers: headers as Record<string, string>,
        query: {},
        body: new TextEncoder().encode(body),
      });
      return { json: {} };
    });
    const options = { url: `${receiver.url}/hooks/abc`, secret, now };
    const opened = await subscription.subscribe(context, place, options);
    expect(opened.expiresAt).toBe(now + 6.5 * 86_400_000);
    expect(await subscription.subscribe(context, place, options)).toEqual(opened);
    expect(state().channels.size).toBe(1);
    expect(JSON.stringify(opened.state)).not.toContain(secret);

    await create(1);
    await bench.sandbox.deliveriesSettled();
    const [delivery] = deliveries;
    expect(webhook!.wakesPoll).toBe(true);
    webhook!.verify(delivery!, ['another', secret], place, now);
    expect(webhook!.parse(delivery!, place)).toEqual([]);
    const refused = { kind: 'auth', code: 'webhook.signatureWrong' };
    expect(() => webhook!.verify(delivery!, ['another'], place, now)).toThrow(expect.objectContaining(refused));
    const forged = { ...delivery!, body: new TextEncoder().encode('{"module":"Accounts","ids":["1"]}') };
    expect(() => webhook!.verify(forged, [secret], place, now)).toThrow(expect.objectContaining(refused));
    expect(() => webhook!.verify(delivery!, [], place, now)).toThrow(
      expect.objectContaining({ code: 'webhook.secretMissing' }),
    );

    later(86_400);
    const renewed = await subscription.renew!(context, place, { ...options, now, state: opened.state });
    expect(renewed).toEqual({ state: opened.state, expiresAt: now + 6.5 * 86_400_000 });
    // One that has ended meanwhile is opened again.
    later(10 * 86_400);
    const reopened = await subscription.renew!(context, place, { ...options, now, state: opened.state });
    expect(reopened.expiresAt).toBe(now + 6.5 * 86_400_000);
    await subscription.unsubscribe(context, place, reopened.state);
    await subscription.unsubscribe(context, place, reopened.state);
    expect(state().channels.size).toBe(0);
    await receiver.close();
  });

  it('say why they cannot be had', async () => {
    const options = { url: 'http://127.0.0.1:9/x', secret, now };
    once(bench, 'zoho-crm', 'rateLimit');
    await expect(subscription.subscribe(context, place, options)).rejects.toMatchObject({ kind: 'rateLimited' });
    await expect(subscription.subscribe(context, { module: 'Nothing' }, options)).rejects.toMatchObject({
      kind: 'input',
    });
    once(bench, 'zoho-crm', 'serverError');
    await expect(subscription.renew!(context, place, { ...options, state: {} })).rejects.toMatchObject({
      kind: 'transient',
    });
    once(bench, 'zoho-crm', 'serverError');
    await expect(subscription.unsubscribe(context, place, { channelId: '1' })).rejects.toMatchObject({
      kind: 'transient',
    });
  });
});
