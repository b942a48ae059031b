import { beforeEach, describe, expect, test } from 'vitest';
import { openSandbox } from '../test-clients.ts';
import { sampleSpreadsheets } from './seed.ts';

const { sandbox, base } = await openSandbox();
let token = '';
beforeEach(() => {
  sandbox.reset();
  token = tokenFor('camille@raccord.example');
});

function tokenFor(user: string, ...scopes: string[]): string {
  const all = scopes.length === 0 ? ['spreadsheets', 'drive'] : scopes;
  return sandbox.world.googleAccounts.issue({ user, scopes: all.map((s) => `https://www.googleapis.com/auth/${s}`) });
}

async function call(method: string, path: string, json?: object, bearer = token) {
  const answer = await fetch(`${base}/google${path}`, {
    method,
    headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: a vendor's JSON is looked into, and a wrong guess fails the test
  return { status: answer.status, body: (await answer.json()) as any };
}
const sheet = `/v4/spreadsheets/${sampleSpreadsheets.leads}`;
const values = (range: string, query = '') => call('GET', `${sheet}/values/${encodeURIComponent(range)}${query}`);

describe('reading', () => {
  test('leaves out what is empty at the end, and shows numbers and dates in the language of the file', async () => {
    expect((await values('Prospects!A2:F')).body).toEqual({
      range: 'Prospects!A2:F1000',
      majorDimension: 'ROWS',
      values: [
        ['L-1', 'Élodie Marchand', 'elodie@petitspains.example', '1200,5 €', '14/11/2026', '2100,5'],
        ['L-2', 'Hugo Lefèvre', 'hugo@briochedoree.example', '900 €', '17/11/2026'],
      ],
    });
    expect((await values('Prospects!A900:F')).body).toEqual({ range: 'Prospects!A900:F1000', majorDimension: 'ROWS' });
  });

  test('gives numbers, formulas and several ranges', async () => {
    expect((await values('Prospects!D2:F2', '?valueRenderOption=UNFORMATTED_VALUE')).body.values).toEqual([
      [1200.5, 46340, 2100.5],
    ]);
    expect((await values('Prospects!F2', '?valueRenderOption=FORMULA')).body.values).toEqual([['=SUM(D2:D3)']]);
    const two = await call('GET', `${sheet}/values:batchGet?ranges=Prospects!A1&ranges='Archive%202025'!A1:B1`);
    expect(two.body.valueRanges).toMatchObject([{ values: [['Id']] }, { values: [['Id', 'Nom']] }]);
  });

  test('describes the file as far as `fields` asks', async () => {
    const { body } = await call('GET', `${sheet}?fields=properties.timeZone,sheets(properties(title,gridProperties))`);
    expect(body).toEqual({
      properties: { timeZone: 'Europe/Paris' },
      sheets: [
        { properties: { title: 'Prospects', gridProperties: { rowCount: 1000, columnCount: 26 } } },
        { properties: { title: 'Archive 2025', gridProperties: { rowCount: 1, columnCount: 26 } } },
      ],
    });
  });

  test.each([
    ['a tab that is not there', "'Nope'!A1", 400, 'INVALID_ARGUMENT', /Unable to parse range/],
    ['rows below the last', 'Prospects!A1001:B1002', 400, 'INVALID_ARGUMENT', /exceeds grid limits/],
  ])('refuses %s', async (_name, range, code, status, message) => {
    const answer = await values(range);
    expect(answer).toMatchObject({ status: code, body: { error: { code, status } } });
    expect(answer.body.error.message).toMatch(message);
  });

  test('refuses strangers, wrong tokens, missing rights, unknown and uploaded files', async () => {
    const get = (id: string, bearer?: string) => call('GET', `/v4/spreadsheets/${id}`, undefined, bearer);
    expect((await get(sampleSpreadsheets.others)).body.error.status).toBe('PERMISSION_DENIED');
    expect((await get(sampleSpreadsheets.leads, 'ya29.wrong')).body.error.status).toBe('UNAUTHENTICATED');
    const weak = await get(sampleSpreadsheets.leads, tokenFor('camille@raccord.example', 'gmail.send'));
    expect(weak.body.error.details[0].reason).toBe('ACCESS_TOKEN_SCOPE_INSUFFICIENT');
    expect((await get('nope')).status).toBe(404);
    expect((await get(sampleSpreadsheets.uploaded)).body.error.status).toBe('FAILED_PRECONDITION');
  });
});

describe('writing', () => {
  const append = (rows: unknown[][], query = 'valueInputOption=RAW', range = 'Prospects!A1:F1') =>
    call('POST', `${sheet}/values/${encodeURIComponent(range)}:append?${query}`, { values: rows });

  test('appends below the table, and counts it', async () => {
    const { body } = await append([['L-3', 'Ana'], ['L-4']], 'valueInputOption=RAW&insertDataOption=INSERT_ROWS');
    expect(body).toMatchObject({
      tableRange: 'Prospects!A1:F3',
      updates: { updatedRange: 'Prospects!A4:B5', updatedRows: 2 },
    });
    expect(sandbox.world.effects.list({ vendor: 'google-sheets', operation: 'values.append' })).toHaveLength(2);
    expect(
      (await call('GET', `${sheet}?fields=sheets.properties`)).body.sheets[0].properties.gridProperties.rowCount,
    ).toBe(1002);
  });

  test('an empty first column shifts what is appended, as it does at Google', async () => {
    for (const cells of sandbox.world.googleSheets.spreadsheets.get(sampleSpreadsheets.leads)!.sheets[0]!.rows)
      cells[0] = undefined;
    expect((await append([['L-3']])).body.updates.updatedRange).toBe('Prospects!B4');
  });

  test('RAW keeps text as text, USER_ENTERED reads it like typing', async () => {
    const rows = [['=1+1', '00123', '1,5', '22/11/2026']];
    await append(rows);
    await append(rows, 'valueInputOption=USER_ENTERED');
    const { body } = await values('Prospects!A4:D5', '?valueRenderOption=UNFORMATTED_VALUE');
    expect(body.values).toEqual([rows[0], ['#NAME?', 123, 1.5, 46348]]);
    expect((await append(rows, '')).body.error.message).toMatch(/valueInputOption/);
  });

  test('null leaves a cell alone and an empty text clears it', async () => {
    const data = [{ range: 'Prospects!A2:C2', values: [[null, '', 'new@x.example']] }];
    const { body } = await call('POST', `${sheet}/values:batchUpdate`, { valueInputOption: 'RAW', data });
    expect(body).toMatchObject({ totalUpdatedCells: 2, responses: [{ updatedRange: 'Prospects!A2:C2' }] });
    expect((await values('Prospects!A2:C2')).body.values).toEqual([['L-1', '', 'new@x.example']]);
  });

  test('structural requests are all or nothing', async () => {
    const range = (start: number) => ({
      deleteDimension: { range: { sheetId: 0, dimension: 'ROWS', startIndex: start, endIndex: start + 1 } },
    });
    const broken = await call('POST', `${sheet}:batchUpdate`, { requests: [range(1), range(5_000)] });
    expect(broken.status).toBe(400);
    expect((await values('Prospects!A2')).body.values).toEqual([['L-1']]);
    await call('POST', `${sheet}:batchUpdate`, { requests: [range(1)] });
    expect((await values('Prospects!A2')).body.values).toEqual([['L-2']]);
    const sort = {
      range: { sheetId: 0, startRowIndex: 1 },
      sortSpecs: [{ dimensionIndex: 1, sortOrder: 'ASCENDING' }],
    };
    await append([['L-9', 'Anaïs']]);
    await call('POST', `${sheet}:batchUpdate`, { requests: [{ sortRange: sort }] });
    expect((await values('Prospects!A2:A3')).body.values).toEqual([['L-9'], ['L-2']]);
  });

  test('ten million cells are the limit', async () => {
    const request = { appendDimension: { sheetId: 0, dimension: 'ROWS', length: 400_000 } };
    const { body } = await call('POST', `${sheet}:batchUpdate`, { requests: [request] });
    expect(body.error.message).toMatch(/above the limit of 10000000 cells/);
  });
});

test('its quota is told in its own way', async () => {
  sandbox.world.limits.set('google-sheets', { limit: 1, windowMs: 60_000 });
  await values('Prospects!A1');
  expect((await values('Prospects!A1')).body.error).toMatchObject({ code: 429, status: 'RESOURCE_EXHAUSTED' });
});

test('Drive lists spreadsheets by name and type, page by page, and gives four fields unless asked', async () => {
  const type = "mimeType = 'application/vnd.google-apps.spreadsheet' and trashed = false";
  const list = (query: Record<string, string>) => call('GET', `/drive/v3/files?${new URLSearchParams(query)}`);
  const first = await list({ q: type, pageSize: '1', orderBy: 'modifiedTime desc' });
  expect(first.body.files).toEqual([
    {
      kind: 'drive#file',
      id: sampleSpreadsheets.leads,
      name: 'Prospects',
      mimeType: 'application/vnd.google-apps.spreadsheet',
    },
  ]);
  const next = await list({
    q: type,
    pageSize: '1',
    orderBy: 'modifiedTime desc',
    pageToken: first.body.nextPageToken,
  });
  expect(next.body).toMatchObject({ files: [{ name: 'Orders' }] });
  expect(next.body.nextPageToken).toBeUndefined();
  expect((await list({ q: "name contains 'PROS'", fields: 'files(id)' })).body).toEqual({
    files: [{ id: sampleSpreadsheets.leads }],
  });
  expect((await call('GET', '/drive/v3/about?fields=user')).body.user.emailAddress).toBe('camille@raccord.example');
  expect((await call('GET', '/drive/v3/about')).status).toBe(400);
});
