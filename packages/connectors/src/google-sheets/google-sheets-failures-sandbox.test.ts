import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openConnection } from '../open-connection.ts';
import { googleConnection } from '../testing/google-connection.ts';
import { memoryFiles } from '../testing/memory-files.ts';
import { attempt, once, type SandboxBench, sandboxBench } from '../testing/sandbox-attempts.ts';
import { actionContext } from '../testing/tiny-server.ts';
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

describe('when the answer is lost after the work was done', () => {
  it.each(['dropAfterWork', 'serverError', 'dropBefore'] as const)('one row after %s', async (fault) => {
    once(bench, 'google-sheets', fault, { match: { path: ':append' } });
    const { output, attempts } = await run('append-row', { ...keyed, Id: 'L-3', Nom: 'Ana' });
    expect(attempts).toBe(2);
    expect(output).toMatchObject({ _row: 4, Id: 'L-3' });
    expect(bench.sandbox.world.effects.list({ operation: 'values.append' })).toHaveLength(1);
  });

  it('one row when a row is upserted', async () => {
    once(bench, 'google-sheets', 'dropAfterWork', { match: { path: ':append' } });
    await run('upsert-row', { ...keyed, Id: 'L-3' });
    expect(grid().rows.filter((row) => row[0]?.value === 'L-3')).toHaveLength(1);
  });

  it('without a key column nobody can tell, and it says so', () => {
    const { effect } = googleSheets.actions['append-row']!;
    expect([effect, effect].map((of, at) => typeof of === 'function' && of(at === 0 ? place : keyed))).toEqual([
      'none',
      'readback',
    ]);
  });

  it('another row with the same key is not taken for ours', async () => {
    const action = googleSheets.actions['append-row']!;
    const other = { ...actionContext(googleSheets, googleConnection(bench, 'google-sheets')), mayHaveRun: true };
    expect(await action.readback!(other, { ...keyed, Id: 'L-1', Nom: 'Somebody else' })).toBeUndefined();
    expect(await action.readback!(other, { ...keyed, Id: 'L-1', Nom: 'Élodie Marchand' })).toMatchObject({ _row: 2 });
  });
});

describe('what goes wrong', () => {
  it.each([
    ['a column that was renamed', { ...place, Telephone: 1 }, 'config', 'googleSheets.columnUnknown'],
    ['a sheet that was renamed', { ...place, sheet: 'Leads', Id: 1 }, 'config', 'googleSheets.sheetUnknown'],
    ['a column that is there twice', { ...place, sheet: 'Archive 2025', Nom: 1 }, 'config', 'googleSheets.columnTwice'],
    ['a sheet without a header', { ...place, headerRow: 40, Id: 1 }, 'config', 'googleSheets.headerMissing'],
    ['a cell that is too long', { ...place, Id: 'x'.repeat(50_001) }, 'tooLarge', 'googleSheets.cellTooLong'],
    ['a list', { ...place, Id: [1] }, 'input', 'googleSheets.cellInvalid'],
    [
      'an uploaded file',
      { ...place, spreadsheetId: '1RaccordSandboxExcelAAAAAAAAAAAAAAAAAAAAAAAA', Id: 1 },
      'config',
      'googleSheets.notASheet',
    ],
    [
      'somebody else’s file',
      { ...place, spreadsheetId: '1RaccordSandboxOthersAAAAAAAAAAAAAAAAAAAAAAA', Id: 1 },
      'config',
      'http.forbidden',
    ],
    ['a file that is gone', { ...place, spreadsheetId: '1nothingAtAll', Id: 1 }, 'missing', 'http.notFound'],
  ])('%s', async (_name, input, kind, code) => {
    await expect(run('append-row', input)).rejects.toMatchObject({ kind, code });
    expect(bench.sandbox.world.effects.list({ vendor: 'google-sheets' })).toEqual([]);
  });

  it('a sheet with only a header takes its first row', async () => {
    expect((await run('append-row', { ...place, sheet: 'Archive 2025', Id: 'x' })).output).toMatchObject({ _row: 2 });
  });

  it('a row that Google puts elsewhere is reported, not taken for well', async () => {
    // A note that touches the table belongs to it, as Google sees it.
    const text = (...values: string[]) => values.map((value) => (value === '' ? undefined : { value }));
    grid().rows = [text('Note'), text('', 'Id', 'Nom'), text('', 'L-1', 'Ana')];
    await expect(run('append-row', { ...place, headerRow: 2, Id: 'L-2' })).rejects.toMatchObject({
      kind: 'config',
      code: 'googleSheets.misplaced',
      params: { range: 'Prospects!A4:B4' },
    });
  });

  it('two rows with the same key: neither is touched', async () => {
    grid().rows[2]![0] = { value: 'L-1' };
    await expect(run('update-row', { ...keyed, _key: 'L-1', Montant: 1 })).rejects.toMatchObject({
      kind: 'duplicate',
      code: 'googleSheets.keyTwice',
      params: { rows: '2, 3' },
    });
    const [twice, fine] = await inBulk('upsert-row', [
      { ...keyed, Id: 'L-1' },
      { ...keyed, Id: 'L-5' },
    ]);
    expect([twice, fine]).toMatchObject([{ failure: { code: 'googleSheets.keyTwice' } }, { ok: true }]);
  });

  it('a full spreadsheet', async () => {
    grid().rowCount = Math.floor(9_999_974 / 26);
    await expect(run('append-row', { ...place, Id: 'x' })).rejects.toMatchObject({ code: 'googleSheets.full' });
  });

  it('a wrong token, too many calls, a right that is lacking', async () => {
    once(bench, 'google-sheets', 'unauthorized');
    await expect(run('append-row', { ...place, Id: 1 })).rejects.toMatchObject({ kind: 'auth' });
    once(bench, 'google-sheets', 'rateLimit', { retryAfterSeconds: 20 });
    await expect(run('append-row', { ...place, Id: 1 })).rejects.toMatchObject({
      kind: 'rateLimited',
      retryAfterMs: 20_000,
    });
    const weak = googleConnection(bench, 'google-sheets', { scopes: ['gmail.send'] });
    await expect(attempt(googleSheets, 'append-row', weak, { ...place, Id: 1 })).rejects.toMatchObject({
      kind: 'config',
      code: 'google.scopeMissing',
      params: { needed: expect.stringContaining('auth/spreadsheets') },
    });
  });
});
