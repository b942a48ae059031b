import type { GoogleCall } from '../google/call.ts';
import { badRequest, notFound, refuse } from '../google/errors.ts';
import type { Sheet, Spreadsheet } from './state.ts';

const mostCells = 10_000_000;

/** The spreadsheet a call names, if its caller may see it, or change it. */
export function opened({ world, params, user }: GoogleCall, to: 'read' | 'write'): Spreadsheet {
  const spreadsheet = world.googleSheets.spreadsheets.get(params.id ?? '') ?? notFound();
  const { owner, editors, readers } = spreadsheet;
  const allowed = [owner, ...editors, ...(to === 'read' ? readers : [])];
  if (!allowed.includes(user))
    refuse(403, 'PERMISSION_DENIED', 'The caller does not have permission', { reason: 'forbidden' });
  if (spreadsheet.uploaded) badRequest('This operation is not supported for this document', 'FAILED_PRECONDITION');
  return spreadsheet;
}

/** Notes that somebody wrote, as Drive shows it. */
export function touched(now: number, spreadsheet: Spreadsheet): void {
  spreadsheet.modifiedAt = now;
  spreadsheet.version += 1;
}

export function growTo(spreadsheet: Spreadsheet, sheet: Sheet, rowCount: number): void {
  if (rowCount <= sheet.rowCount) return;
  const others = spreadsheet.sheets.reduce((sum, one) => sum + (one === sheet ? 0 : one.rowCount * one.columnCount), 0);
  if (others + rowCount * sheet.columnCount > mostCells)
    badRequest(`This action would increase the number of cells in the workbook above the limit of ${mostCells} cells.`);
  sheet.rowCount = rowCount;
}
