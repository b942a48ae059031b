import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openConnection } from '../open-connection.ts';
import { googleConnection } from '../testing/google-connection.ts';
import { memoryFiles } from '../testing/memory-files.ts';
import { attempt, once, type SandboxBench, sandboxBench } from '../testing/sandbox-attempts.ts';
import { googleSheets } from './index.ts';

let bench: SandboxBench;
beforeAll(async () => {
  bench = await sandboxBench();
});
afterAll(() => bench.close());
beforeEach(() => bench.sandbox.reset());

const spreadsheetId = '1RaccordSandboxLeadsAAAAAAAAAAAAAAAAAAAAAAAA';
const place = { spreadsheetId, sheet: 'Prospects' };
const keyed = { ...place, keyColumn: 'Id' };
const run = (action: string, input: unknown, idempotencyKey = 'key-1') =>
  attempt(googleSheets, action, googleConnection(bench, 'google-sheets'), input, { idempotencyKey });
const grid = (at = 0) => bench.sandbox.world.googleSheets.spreadsheets.get(spreadsheetId)!.sheets[at]!;
const cells = (row: number) => Array.from(grid().rows[row - 1] ?? [], (cell) => cell?.formula ?? cell?.value ?? '');
const context = () =>
  openConnection(googleSheets, googleConnection(bench, 'google-sheets'), {
    signal: new AbortController().signal,
    files: memoryFiles(),
  });
const inBulk = (action: string, inputs: unknown[], mayHaveRun = false) =>
  googleSheets.actions[action]!.bulk!.run(
    context(),
    inputs.map((input, at) => ({ input, mayHaveRun, idempotencyKey: `key-${at}`, marker: `raccord:${at}` })),
  );

it('tests the connection', async () => {
  expect(await googleSheets.test!(context())).toEqual({ account: 'camille@raccord.example' });
});

it('offers spreadsheets, sheets and columns to choose from', async () => {
  const choose = async (name: string, filled: Record<string, unknown>, search?: string) =>
    (await googleSheets.choices![name]!(context(), { with: filled, ...(search === undefined ? {} : { search }) }))
      .choices;
  expect((await choose('spreadsheets', {})).map(({ label }) => label)).toEqual(['Prospects', 'Orders']);
  expect(await choose('spreadsheets', {}, 'ord')).toHaveLength(1);
  expect(await choose('spreadsheets', {}, "l'an' or name contains '")).toEqual([]);
  expect((await choose('sheets', { spreadsheetId })).map(({ value }) => value)).toEqual(['Prospects', 'Archive 2025']);
  const columns = await choose('columns', place);
  expect(columns.map(({ value }) => value)).toEqual(['Id', 'Nom', 'E-mail', 'Montant', 'Date', 'Total']);
});

it('discovers the columns, and their dates', async () => {
  const fields = await googleSheets.objects!.row!.fields!(context(), place);
  expect(fields.map(({ name, schema }) => [name, (schema as { type?: string }).type])).toEqual([
    ['Id', undefined],
    ['Nom', undefined],
    ['E-mail', undefined],
    ['Montant', undefined],
    ['Date', 'string'],
    ['Total', undefined],
  ]);
  const archive = await googleSheets.objects!.row!.fields!(context(), { ...place, sheet: 'Archive 2025' });
  expect(archive.map(({ name }) => name)).toEqual(['Id', 'Nom', 'Nom (2)', 'D', 'Fin']);
});

describe('rows', () => {
  it('finds one, with numbers as numbers, dates as ISO text and formulas as results, or nothing', async () => {
    const { output } = await run('find-row', { ...place, column: 'Nom', value: 'Élodie Marchand' });
    expect(output).toEqual({
      _row: 2,
      _key: '2',
      _version: expect.any(String),
      Id: 'L-1',
      Nom: 'Élodie Marchand',
      'E-mail': 'elodie@petitspains.example',
      Montant: 1200.5,
      Date: '2026-11-14',
      Total: 2100.5,
    });
    expect((await run('find-row', { ...place, column: 'Nom', value: 'Nobody' })).output).toEqual({});
  });

  it('reads one by its key or its number', async () => {
    expect((await run('get-row', { ...keyed, _key: 'L-2' })).output).toMatchObject({
      _row: 3,
      _key: 'L-2',
      Total: null,
    });
    expect((await run('get-row', { ...place, _key: '3' })).output).toMatchObject({ Id: 'L-2' });
    for (const wrong of [
      { ...keyed, _key: 'L-9' },
      { ...place, _key: '1' },
      { ...place, _key: '999' },
    ])
      await expect(run('get-row', wrong)).rejects.toMatchObject({ kind: 'missing', code: 'googleSheets.rowUnknown' });
  });

  it('adds one: text stays text, dates become dates, what is not filled in stays empty', async () => {
    const values = { Id: '00123', Nom: '=HYPERLINK("x")', Montant: 12, Date: '2026-11-22' };
    const { output } = await run('append-row', { ...place, ...values });
    expect(output).toMatchObject({ _row: 4, ...values, Total: null });
    expect(cells(4).slice(0, 5)).toEqual(['00123', '=HYPERLINK("x")', '', 12, 46_348]);
    expect(grid().rows[3]![1]).toEqual({ value: '=HYPERLINK("x")' });
    await run('append-row', { ...place, asTyped: true, Id: '7', Nom: '=SUM(D2:D3)' });
    expect(cells(5).slice(0, 2)).toEqual([7, '=SUM(D2:D3)']);
  });

  it('changes the columns that are filled in and leaves formulas alone; null empties', async () => {
    const { output } = await run('update-row', { ...keyed, _key: 'L-1', Montant: 5, 'E-mail': null });
    expect(output).toMatchObject({ _row: 2, Nom: 'Élodie Marchand', Montant: 5, 'E-mail': null, Total: 905 });
    expect(cells(2)).toEqual(['L-1', 'Élodie Marchand', '', 5, 46_340, '=SUM(D2:D3)']);
  });

  it('does not write over what somebody changed since it was read', async () => {
    const { output } = await run('get-row', { ...keyed, _key: 'L-2' });
    grid().rows[2]![1] = { value: 'Hugo L.' };
    const stale = run('update-row', { ...keyed, _key: 'L-2', _version: output._version, Montant: 1 });
    await expect(stale).rejects.toMatchObject({ kind: 'duplicate', code: 'object.stale' });
    expect(cells(3)[3]).toBe(900);
  });

  it('writes over the row with the key, or adds one', async () => {
    expect((await run('upsert-row', { ...keyed, Id: 'L-2', Montant: 1 })).output).toMatchObject({
      _row: 3,
      Montant: 1,
    });
    expect((await run('upsert-row', { ...keyed, Id: 'L-7', Nom: 'Ana' })).output).toMatchObject({
      _row: 4,
      Nom: 'Ana',
    });
    await expect(run('upsert-row', { ...keyed, Nom: 'Ana' })).rejects.toMatchObject({
      kind: 'input',
      code: 'googleSheets.keyEmpty',
    });
  });

  it('takes one out, once', async () => {
    expect((await run('remove-row', { ...keyed, _key: 'L-1' })).output).toMatchObject({ _key: 'L-1' });
    expect(cells(2)[0]).toBe('L-2');
    expect((await run('remove-row', { ...keyed, _key: 'L-1' })).output).toMatchObject({ _row: 0 });
    await expect(run('remove-row', { ...place, _key: '2' })).rejects.toMatchObject({
      code: 'googleSheets.versionNeeded',
    });
    expect(cells(2)[0]).toBe('L-2');
  });

  it('reads and clears ranges', async () => {
    const range = "'Prospects'!A2:B3";
    expect((await run('read-range', { spreadsheetId, range })).output.rows).toEqual([
      ['L-1', 'Élodie Marchand'],
      ['L-2', 'Hugo Lefèvre'],
    ]);
    await run('clear-range', { spreadsheetId, range });
    expect((await run('read-range', { spreadsheetId, range })).output.rows).toEqual([]);
  });
});

describe('in bulk', () => {
  it('adds many rows in one call; the one that cannot be written fails alone', async () => {
    const inputs = [{ Id: 'a' }, { Id: 'b', Nope: 1 }, { Id: 'c', Nom: ['x'] }, { Id: 'd' }];
    const results = await inBulk(
      'append-row',
      inputs.map((values) => ({ ...keyed, ...values })),
    );
    expect(
      results.map((result) => (result.ok ? (result.output as { _row: number })._row : result.failure.code)),
    ).toEqual([4, 'googleSheets.columnUnknown', 'googleSheets.cellInvalid', 5]);
    const writes = bench.sandbox.world.calls
      .list({ vendor: 'google-sheets' })
      .filter(({ url }) => url.includes('append'));
    expect(writes).toHaveLength(1);
  });

  it('those that may have been added already are looked for first', async () => {
    await inBulk('append-row', [{ ...keyed, Id: 'a', Nom: 'Ana' }]);
    const again = await inBulk(
      'append-row',
      [
        { ...keyed, Id: 'a', Nom: 'Ana' },
        { ...keyed, Id: 'b' },
      ],
      true,
    );
    expect(again).toMatchObject([{ output: { _row: 4 } }, { output: { _row: 5 } }]);
    expect(grid().rows.filter((row) => row[0]?.value === 'a')).toHaveLength(1);
  });

  it('one key makes one row, the later over the earlier', async () => {
    const results = await inBulk('upsert-row', [
      { ...keyed, Id: 'n', Nom: 'first', Montant: 1 },
      { ...keyed, Id: 'L-1', Montant: 2 },
      { ...keyed, Id: 'n', Nom: 'second' },
    ]);
    expect(results).toMatchObject([{ output: { _row: 4 } }, { output: { _row: 2 } }, { output: { Nom: 'second' } }]);
    expect(cells(4).slice(0, 4)).toEqual(['n', 'second', '', 1]);
  });

  it('many at once from several flows never meet on the same row', async () => {
    const ids = Array.from({ length: 12 }, (_, at) => `p-${at}`);
    await Promise.all(ids.map((Id) => run('upsert-row', { ...keyed, Id })));
    await Promise.all(ids.map((Id) => run('upsert-row', { ...keyed, Id, Nom: 'again' })));
    expect(
      grid()
        .rows.slice(3)
        .map((row) => row[0]?.value)
        .toSorted(),
    ).toEqual(ids.toSorted());
  });
});

describe('several rows of one record', () => {
  it('go together, or not at all', async () => {
    const { output } = await run('append-rows', { ...place, rows: [{ Id: 'a' }, { Id: 'b', Nom: 'Ben' }] });
    expect(output.rows).toMatchObject([{ _row: 4 }, { _row: 5, Nom: 'Ben' }]);
    const broken = run('append-rows', { ...place, rows: [{ Id: 'c' }, { Nope: 1 }] });
    await expect(broken).rejects.toMatchObject({ code: 'googleSheets.columnUnknown' });
    expect(grid().rows).toHaveLength(5);
  });

  it.each(['dropAfterWork', 'dropBefore'] as const)('each once after %s', async (fault) => {
    once(bench, 'google-sheets', fault, { match: { path: ':append' } });
    const rows = [{ Id: 'a' }, { Id: 'b' }];
    expect((await run('append-rows', { ...keyed, rows })).output.rows).toMatchObject([{ _row: 4 }, { _row: 5 }]);
    expect(grid().rows).toHaveLength(5);
  });
});
