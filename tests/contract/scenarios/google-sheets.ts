import { drive } from '@googleapis/drive';
import { sheets } from '@googleapis/sheets';
import type { ScenarioClient } from '../scenario.ts';
import { sdkOptions, tokenOf } from './google.ts';

const spreadsheetId = '1RaccordSandboxLeadsAAAAAAAAAAAAAAAAAAAAAAAA';
const place = { spreadsheetId, sheet: 'Prospects' };
const keyed = { ...place, keyColumn: 'Id' };

/** Everything our connector asks of Google Sheets and Drive, then Google's own clients. */
export async function googleSheetsScenario(client: ScenarioClient): Promise<void> {
  const { run, refused, poll, choices } = client;
  await choices('spreadsheets', { search: "l'" });
  await choices('sheets', { with: place });
  await choices('columns', { with: place });
  const { cursor } = await poll('row-created', null, place);
  await run('append-row', { ...keyed, Id: 'L-3', Nom: '=1+1', Montant: 12.5, Date: '2026-11-22' });
  await run('append-rows', { ...keyed, rows: [{ Id: 'L-4' }, { Id: 'L-5', Nom: 'Ana' }] });
  await poll('row-created', cursor, place);
  await poll('row-updated', null, keyed);
  await run('find-row', { ...place, column: 'Nom', value: 'Hugo Lefèvre' });
  await run('get-row', { ...keyed, _key: 'L-1' });
  await run('update-row', { ...keyed, _key: 'L-1', Montant: 5, 'E-mail': null });
  await run('upsert-row', { ...keyed, Id: 'L-2', Nom: 'Hugo' });
  await run('upsert-row', { ...keyed, asTyped: true, Id: 'L-9', Nom: 'Nouveau' });
  await run('remove-row', { ...keyed, _key: 'L-9' });
  await run('read-range', { spreadsheetId, range: "'Prospects'!A1:C" });
  await run('clear-range', { spreadsheetId, range: "'Prospects'!A3:C3" });
  await refused('append-row', { ...place, sheet: 'Nulle part', Id: 'x' });
  await refused('append-row', { ...place, spreadsheetId: '1nothingAtAll', Id: 'x' });
  await sdk(client);
}

async function sdk({ url, sandbox }: ScenarioClient): Promise<void> {
  const options = sdkOptions(url, tokenOf(sandbox.world));
  const { spreadsheets } = sheets('v4');
  const made = await spreadsheets.create({ requestBody: { properties: { title: 'Neu' } } }, options);
  const id = made.data.spreadsheetId ?? '';
  await spreadsheets.get({ spreadsheetId, includeGridData: true }, options);
  await spreadsheets.get({ spreadsheetId, fields: 'properties(title),sheets.properties' }, options);
  const range = 'Sheet1!A1:B2';
  const requestBody = {
    values: [
      ['a', 1],
      ['b', true],
    ],
  };
  await spreadsheets.values.update(
    { spreadsheetId: id, range, valueInputOption: 'USER_ENTERED', requestBody },
    options,
  );
  await spreadsheets.values.append(
    { spreadsheetId: id, range, valueInputOption: 'RAW', insertDataOption: 'OVERWRITE', requestBody },
    options,
  );
  await spreadsheets.values.get({ spreadsheetId: id, range, majorDimension: 'COLUMNS' }, options);
  await spreadsheets.values.batchGet({ spreadsheetId: id, ranges: [range, 'Sheet1!A3'] }, options);
  await spreadsheets.values.batchClear({ spreadsheetId: id, requestBody: { ranges: ['Sheet1!A1'] } }, options);
  const sheetId = made.data.sheets?.[0]?.properties?.sheetId ?? 0;
  const requests = [
    { addSheet: { properties: { title: 'Zwei' } } },
    { insertDimension: { range: { sheetId, dimension: 'ROWS', startIndex: 0, endIndex: 1 } } },
    { sortRange: { range: { sheetId }, sortSpecs: [{ dimensionIndex: 0, sortOrder: 'ASCENDING' }] } },
  ];
  await spreadsheets.batchUpdate({ spreadsheetId: id, requestBody: { requests } }, options);
  const { files, about } = drive('v3');
  await about.get({ fields: 'user' }, options);
  await files.list({ pageSize: 1, orderBy: 'name' }, options);
  await files.get({ fileId: id, fields: '*' }, options);
}
