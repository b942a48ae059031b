import { cellAt, setCell } from './cells.ts';
import { growTo } from './open.ts';
import type { Range } from './ranges.ts';
import type { Sheet, SheetCell, Spreadsheet } from './state.ts';

/**
 * The table around a range: the filled cells that touch it, and those that touch them. An empty first column is not part of it, which
 * is how rows get shifted (google-sheets.md §4). Undefined when the range and its surroundings are empty.
 */
export function tableAround({ sheet, ...range }: Range): Range | undefined {
  const start = filledWithin(sheet, range);
  if (start === undefined) return undefined;
  let table = start;
  for (;;) {
    const wider = {
      top: Math.max(0, table.top - 1),
      bottom: Math.min(sheet.rowCount, table.bottom + 1),
      left: Math.max(0, table.left - 1),
      right: Math.min(sheet.columnCount, table.right + 1),
    };
    const found = filledWithin(sheet, wider)!;
    if (Object.values(found).join() === Object.values(table).join()) return { sheet, ...table };
    table = found;
  }
}

/** Puts rows below a table: as new rows, or over what is there. @returns where they are */
export function appendBelow(
  spreadsheet: Spreadsheet,
  { sheet, top, left }: Range,
  table: Range | undefined,
  rows: (SheetCell | undefined | null)[][],
  insert: boolean,
): Range {
  const at = table?.bottom ?? top;
  const column = table?.left ?? left;
  if (insert && table !== undefined) {
    growTo(spreadsheet, sheet, sheet.rowCount + rows.length);
    if (at < sheet.rows.length) sheet.rows.splice(at, 0, ...rows.map(() => []));
  } else growTo(spreadsheet, sheet, at + rows.length);
  const width = Math.max(1, ...rows.map((cells) => cells.length));
  for (const [offset, cells] of rows.entries()) {
    for (const [across, cell] of cells.entries()) if (cell !== null) setCell(sheet, at + offset, column + across, cell);
  }
  return { sheet, top: at, bottom: at + Math.max(1, rows.length), left: column, right: column + width };
}

type Box = Omit<Range, 'sheet'>;

function filledWithin(sheet: Sheet, box: Box): Box | undefined {
  let found: Box | undefined;
  for (let row = box.top; row < Math.min(box.bottom, sheet.rows.length); row++) {
    for (let column = box.left; column < Math.min(box.right, sheet.rows[row]?.length ?? 0); column++) {
      if (cellAt(sheet, row, column) === undefined) continue;
      found = {
        top: Math.min(found?.top ?? row, row),
        bottom: Math.max(found?.bottom ?? 0, row + 1),
        left: Math.min(found?.left ?? column, column),
        right: Math.max(found?.right ?? 0, column + 1),
      };
    }
  }
  return found;
}
