import type { PollPage } from '@raccord/contract';
import { Compile } from 'typebox/compile';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openConnection } from '../open-connection.ts';
import { googleConnection } from '../testing/google-connection.ts';
import { memoryFiles } from '../testing/memory-files.ts';
import { once, type SandboxBench, sandboxBench } from '../testing/sandbox-attempts.ts';
import { googleSheets } from './index.ts';

let bench: SandboxBench;
beforeAll(async () => {
  bench = await sandboxBench();
});
afterAll(() => bench.close());
beforeEach(() => {
  bench.sandbox.reset();
  // Rows are moved here behind Google's back, which would have moved the formula along.
  grid().rows[1]![5] = undefined;
});

const place = { spreadsheetId: '1RaccordSandboxLeadsAAAAAAAAAAAAAAAAAAAAAAAA', sheet: 'Prospects' };
const keyed = { ...place, keyColumn: 'Id' };
const grid = () => bench.sandbox.world.googleSheets.spreadsheets.get(place.spreadsheetId)!.sheets[0]!;
const row = (...values: (string | number)[]) => values.map((value) => (value === '' ? undefined : { value }));
let now = Date.parse('2026-11-22T10:00:00Z');

/** A trigger in service: each call is a poll, which goes on where the last one ended. */
function watch(id: 'row-created' | 'row-updated', config: Record<string, unknown>) {
  const trigger = googleSheets.triggers[id]!;
  let cursor: unknown = null;
  return async (): Promise<PollPage['items']> => {
    const connection = googleConnection(bench, 'google-sheets');
    const context = openConnection(googleSheets, connection, {
      signal: new AbortController().signal,
      files: memoryFiles(),
    });
    const items: PollPage['items'] = [];
    for (;;) {
      now += 60_000;
      const page = await trigger.poll!.page(context, config, cursor, { overlapMs: 0, now });
      cursor = JSON.parse(JSON.stringify(page.cursor));
      items.push(...page.items);
      if (!page.more) break;
    }
    for (const { data } of items) expect([...Compile(trigger.output).Errors(data)]).toEqual([]);
    return items;
  };
}
const names = (items: PollPage['items']) => items.map(({ data }) => (data as Record<string, unknown>).Nom);

it('gives each new row once, and none that was there before', async () => {
  const created = watch('row-created', place);
  expect(await created()).toEqual([]);
  grid().rows.push(row('L-3', 'Ana', '', 5, 46_348), row('L-4', 'Bob'));
  const items = await created();
  expect(items.map(({ data }) => data)).toMatchObject([
    { _row: 4, Nom: 'Ana', Montant: 5, Date: '2026-11-22' },
    { _row: 5, Nom: 'Bob' },
  ]);
  expect(await created()).toEqual([]);
});

it('a row above, a sort, a deletion: only what is new is new', async () => {
  const created = watch('row-created', place);
  const updated = watch('row-updated', place);
  await created();
  await updated();
  grid().rows.splice(1, 0, row('L-0', 'Zoé'));
  expect(names(await created())).toEqual(['Zoé']);
  expect(await updated()).toEqual([]);
  grid().rows.splice(1, 3, ...grid().rows.slice(1, 4).toReversed());
  grid().rows.splice(2, 1);
  expect(await created()).toEqual([]);
  expect(await updated()).toEqual([]);
});

it('a changed row is a change, by key also when it moves', async () => {
  const created = watch('row-created', keyed);
  const updated = watch('row-updated', keyed);
  await created();
  await updated();
  grid().rows[2]![1] = { value: 'Hugo L.' };
  grid().rows.splice(1, 2, grid().rows[2]!, grid().rows[1]!);
  const items = await updated();
  expect(items.map(({ data }) => data)).toMatchObject([{ _row: 2, _key: 'L-2', Nom: 'Hugo L.' }]);
  expect(await created()).toEqual([]);
});

it('a value that goes back to what it was, and a row that comes again, are told each time', async () => {
  const created = watch('row-created', place);
  const updated = watch('row-updated', keyed);
  await created();
  await updated();
  const keys: (string | undefined)[] = [];
  for (const name of ['Anne', 'Hugo Lefèvre', 'Anne']) {
    grid().rows[2]![1] = { value: name };
    keys.push(...(await updated()).map(({ dedupeKey }) => dedupeKey));
  }
  expect(new Set(keys).size).toBe(3);
  await created();
  const twice: (string | undefined)[] = [];
  for (let time = 0; time < 2; time++) {
    grid().rows.push(row('L-9', 'Same'));
    twice.push(...(await created()).map(({ dedupeKey }) => dedupeKey));
    grid().rows.pop();
    await created();
  }
  expect(new Set(twice).size).toBe(2);
});

it('with a key column, a row counts once its key is there', async () => {
  const created = watch('row-created', keyed);
  await created();
  grid().rows.push(row('', 'Ana'));
  expect(await created()).toEqual([]);
  grid().rows[3]![0] = { value: 'L-3' };
  expect(names(await created())).toEqual(['Ana']);
});

it('many new rows come page by page, none twice and none lost', async () => {
  const created = watch('row-created', place);
  await created();
  grid().rowCount = 5_000;
  for (let at = 0; at < 1_234; at++) grid().rows.push(row(`N-${at}`, `n${at}`));
  const items = await created();
  expect(names(items)).toEqual(Array.from({ length: 1_234 }, (_, at) => `n${at}`));
  expect(new Set(items.map(({ dedupeKey }) => dedupeKey)).size).toBe(1_234);
});

it.each([
  ['a wrong token', 'unauthorized', 'auth'],
  ['an error of Google', 'serverError', 'transient'],
  ['a lost connection', 'dropBefore', 'transient'],
] as const)('%s in the middle loses nothing', async (_name, fault, kind) => {
  const created = watch('row-created', place);
  await created();
  grid().rows.push(row('L-3', 'Ana'));
  once(bench, 'google-sheets', fault, { match: { path: '/values/*' } });
  await expect(created()).rejects.toMatchObject({ kind });
  expect(names(await created())).toEqual(['Ana']);
});

it('a header that is gone, a key column that was renamed, a sheet that was renamed: failures, not changes', async () => {
  const created = watch('row-created', keyed);
  await created();
  const header = grid().rows[0]!;
  grid().rows[0] = [];
  await expect(created()).rejects.toMatchObject({ kind: 'config', code: 'googleSheets.headerMissing' });
  grid().rows[0] = row('Référence', 'Nom');
  await expect(created()).rejects.toMatchObject({ kind: 'config', code: 'googleSheets.columnUnknown' });
  grid().rows[0] = header;
  grid().title = 'Leads';
  await expect(created()).rejects.toMatchObject({ kind: 'config', code: 'googleSheets.sheetUnknown' });
  grid().title = 'Prospects';
  expect(await created()).toEqual([]);
});

it('another sheet under the same trigger begins anew', async () => {
  const trigger = googleSheets.triggers['row-created']!;
  const context = openConnection(googleSheets, googleConnection(bench, 'google-sheets'), {
    signal: new AbortController().signal,
    files: memoryFiles(),
  });
  const options = { overlapMs: 0, now };
  const first = await trigger.poll!.page(context, place, null, options);
  const orders = { spreadsheetId: '1RaccordSandboxOrdersAAAAAAAAAAAAAAAAAAAAAAA', sheet: 'Orders' };
  expect((await trigger.poll!.page(context, orders, first.cursor, options)).items).toEqual([]);
});

it('a sheet that is too large says so', async () => {
  const created = watch('row-created', place);
  grid().rowCount = 60_000;
  grid().rows.push(...Array.from({ length: 50_100 }, () => row('x')));
  await expect(created()).rejects.toMatchObject({ kind: 'config', code: 'googleSheets.tooManyRows' });
});
