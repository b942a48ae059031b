import type { ChoicesLoader } from '@raccord/contract';
import type { sheets_v4 } from '../shared/google/apis.ts';
import { listFiles, readSheets } from './client.ts';
import { readTab } from './tab.ts';

const SPREADSHEET = 'application/vnd.google-apps.spreadsheet';
const PAGE = 100;

/** The account's spreadsheets, those changed last first; in shared drives too. */
export const spreadsheets: ChoicesLoader = async (context, { search, cursor }) => {
  const name = search === undefined || search === '' ? '' : ` and name contains '${escaped(search)}'`;
  const { files = [], nextPageToken } = await listFiles(context, {
    q: `mimeType = '${SPREADSHEET}' and trashed = false${name}`,
    fields: 'nextPageToken,files(id,name)',
    orderBy: 'modifiedTime desc',
    pageSize: PAGE,
    supportsAllDrives: true,
    includeItemsFromAllDrives: true,
    ...(typeof cursor === 'string' ? { pageToken: cursor } : {}),
  });
  const choices = files.map(({ id, name: label }) => ({ value: id ?? '', label: label ?? id ?? '' }));
  return { choices, ...(nextPageToken == null ? {} : { cursor: nextPageToken }) };
};

export const sheets: ChoicesLoader = async (context, { with: { spreadsheetId } }) => {
  if (typeof spreadsheetId !== 'string') return { choices: [] };
  const { sheets: tabs = [] } = await readSheets<sheets_v4.Schema$Spreadsheet>(context, (api, options) =>
    api.spreadsheets.get({ spreadsheetId, fields: 'sheets(properties(title,sheetType))' }, options),
  );
  const titles = tabs.flatMap(({ properties }) => (properties?.sheetType === 'GRID' ? [properties.title ?? ''] : []));
  return { choices: titles.map((title) => ({ value: title, label: title })) };
};

export const columns: ChoicesLoader = async (context, { with: { spreadsheetId, sheet, headerRow } }) => {
  if (typeof spreadsheetId !== 'string' || typeof sheet !== 'string') return { choices: [] };
  const tab = await readTab(context, {
    spreadsheetId,
    sheet,
    ...(typeof headerRow === 'number' ? { headerRow } : {}),
  });
  return { choices: tab.columns.map(({ name }) => ({ value: name, label: name })) };
};

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
}
