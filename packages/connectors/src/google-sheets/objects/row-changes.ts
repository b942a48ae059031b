import {
  type ConnectorContext,
  Failure,
  type ListOptions,
  type ObjectChange,
  type ObjectPage,
} from '@raccord/contract';
import Type from 'typebox';
import { Compile } from 'typebox/compile';
import { type Cell, keyText, recordOf, versionOf } from '../cells.ts';
import type { Place } from '../place.ts';
import { allRows, type FoundRow } from '../rows.ts';
import { compare, packed, type RowChange, type Seen, shortHash, unpacked, withChanges } from '../snapshot.ts';
import { readTab, type Tab } from '../tab.ts';

/** What the sheet was like at the last reading. */
const Cursor = Type.Object({
  /** Which sheet, by which key: of another one it says nothing. */
  of: Type.String(),
  /** Grows with every reading that found something, so that a row may come, go and come again. */
  reading: Type.Integer(),
  rows: Type.String(),
});
const isCursor = Compile(Cursor);

/** What is remembered is written at each reading, and all cells are in memory while it is compared. */
const MAX_ROWS = 50_000;
const MAX_CELLS = 1_000_000;
const PAGE = 500;

/**
 * What changed since the last reading. Google has no list of changes, so the whole sheet is read and compared with short hashes of its
 * rows (see `compare`). A sheet that cannot be read, or has lost its header, is a failure and never looks like deletions.
 */
export async function rowChanges(
  context: ConnectorContext,
  place: Place,
  stored: unknown,
  { from, now }: ListOptions,
): Promise<ObjectPage> {
  const tab = await readTab(context, place);
  const rows = await watchedRows(context, tab);
  const after = rows.map((row) => seen(tab, row));
  const of = shortHash(JSON.stringify([place.spreadsheetId, place.sheet, place.keyColumn ?? '', tab.headerRow]));
  const cursor = isCursor.Check(stored) && stored.of === of ? stored : undefined;
  if (cursor === undefined && from === 'now')
    return { changes: [], cursor: { of, reading: now, rows: packed(after) }, more: false };

  const before = unpacked(cursor?.rows ?? '', tab.keyColumn !== undefined);
  // Google does not tell what is gone, and what we remember of it is a hash: a sync finds out by the ids that are missing.
  const found = compare(before, after);
  const passedOn = found.slice(0, PAGE);
  const reading = (cursor?.reading ?? now) + (found.length > 0 ? 1 : 0);
  return {
    changes: passedOn.flatMap((one) => changeOf(tab, rows, one, reading)),
    cursor: { of, reading, rows: packed(withChanges(before, after, found, passedOn.length)) },
    more: found.length > passedOn.length,
  };
}

function changeOf(tab: Tab, rows: readonly FoundRow[], one: RowChange, reading: number): ObjectChange[] {
  if (one.change === 'deleted') return [];
  const { row, cells } = rows[one.after]!;
  const record = recordOf(tab, row, cells);
  return [{ change: one.change, record, occurrence: `${record._key}@${row}@${reading}` }];
}

async function watchedRows(context: ConnectorContext, tab: Tab): Promise<FoundRow[]> {
  const rows: FoundRow[] = [];
  let cells = 0;
  for await (const row of allRows(context, tab)) {
    cells += row.cells.length;
    if (rows.length === MAX_ROWS || cells > MAX_CELLS) {
      const limits = { limit: MAX_ROWS, cellLimit: MAX_CELLS };
      throw new Failure('config', 'googleSheets.tooManyRows', {
        sheet: tab.title,
        rows: rows.length + 1,
        cells,
        ...limits,
      });
    }
    // A row is looked at once its key is filled in, so that one that is just being typed does not come in pieces.
    if (tab.keyColumn === undefined || keyOf(tab, row.cells) !== '') rows.push(row);
  }
  return rows;
}

function seen(tab: Tab, { cells }: FoundRow): Seen {
  const content = shortHash(versionOf(cells));
  return { key: tab.keyColumn === undefined ? '' : shortHash(keyOf(tab, cells)), content };
}

function keyOf(tab: Tab, cells: readonly Cell[]): string {
  return tab.keyColumn === undefined ? '' : keyText(cells[tab.keyColumn.index - tab.area.first]);
}
