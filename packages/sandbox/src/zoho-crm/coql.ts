import type { VendorAnswer } from '../control/vendor.ts';
import type { CrmCall, CrmRoutes } from './call.ts';
import { type ColumnReader, type CoqlQuery, parseCoql } from './coql-parser.ts';
import { refuse } from './errors.ts';
import type { CrmModule, CrmRecord, CrmState, NamedRef } from './state.ts';
import { readCrmTime } from './times.ts';

const mostRows = 2_000;
const mostColumns = 50;
const mostOffset = 100_000;

export function coqlRoutes(route: CrmRoutes): void {
  route('POST', '/coql', { scope: 'ZohoCRM.coql.READ', credits: creditsOf }, query);
}

/** By the limit: up to 200 rows 1, up to 1,000 2, up to 2,000 3. */
function creditsOf({ fields }: CrmCall): number {
  const limit = Number(/\blimit\s+(?:\d+\s*,\s*)?(\d+)/i.exec(String(fields.select_query ?? ''))?.[1] ?? 200);
  return limit <= 200 ? 1 : limit <= 1_000 ? 2 : 3;
}

function query(call: CrmCall): VendorAnswer {
  const { crm, fields } = call;
  const text = fields.select_query;
  if (typeof text !== 'string') {
    return refuse(400, 'MANDATORY_NOT_FOUND', 'required field not found', {
      api_name: 'select_query',
      json_path: '$.select_query',
    });
  }
  let module: CrmModule | undefined;
  const column: ColumnReader = (row, name) => columnValue(crm, module!, row, name);
  const asked = parseCoql(text, column);
  module = crm.modules.get(asked.module);
  if (module === undefined)
    return refuse(400, 'INVALID_QUERY', 'invalid query formed', { module: asked.module, reason: 'invalid module' });
  checkLimits(asked);
  for (const name of [...asked.columns, ...asked.asked, ...asked.orderBy.map(({ column: ordered }) => ordered)]) {
    if (module.fields.some(({ api_name }) => api_name === name.split('.')[0])) continue;
    refuse(400, 'INVALID_QUERY', 'column given seems to be invalid', { column_name: name });
  }
  const rows = [...module.records.oldestFirst()].filter((row) => row.$converted !== true && asked.where(row));
  if (asked.orderBy.length > 0) rows.sort((a, b) => compareRows(a, b, asked, column));
  const shown = rows.slice(asked.offset, asked.offset + asked.limit);
  if (shown.length === 0) return { status: 204, body: '' };
  const data = shown.map((row) => ({
    ...Object.fromEntries(asked.columns.map((name) => [name, column(row, name) ?? null])),
    id: row.id,
  }));
  const more_records = asked.offset + asked.limit < rows.length;
  return { status: 200, body: { data, info: { count: shown.length, more_records } } };
}

function checkLimits({ columns, limit, offset }: CoqlQuery): void {
  const exceeded = (by: string, most: number): never =>
    refuse(400, 'LIMIT_EXCEEDED', `The given ${by} exceeds the limit of ${most}`, { limit: most, by });
  if (columns.length > mostColumns) exceeded('columns', mostColumns);
  if (limit > mostRows) exceeded('limit', mostRows);
  if (offset > mostOffset) exceeded('offset', mostOffset);
}

/** `Account_Name.Industry` is the field of the record the lookup leads to; a lookup alone shows its id. */
function columnValue(crm: CrmState, module: CrmModule, row: CrmRecord, name: string): unknown {
  const [head = '', tail] = name.split('.', 2);
  const value = row[head];
  if (tail === undefined || value === null || value === undefined) return value;
  const { id } = value as NamedRef;
  if (tail === 'id') return id;
  const target = module.fields.find(({ api_name }) => api_name === head)?.lookup;
  return target === undefined
    ? (value as Record<string, unknown>)[tail]
    : crm.modules.get(target)?.records.get(id)?.[tail];
}

function compareRows(a: CrmRecord, b: CrmRecord, { orderBy }: CoqlQuery, column: ColumnReader): number {
  for (const { column: name, sign } of orderBy) {
    const [left, right] = [sortable(column(a, name)), sortable(column(b, name))];
    if (left !== right) return left < right ? -sign : sign;
  }
  return 0;
}

function sortable(value: unknown): string | number {
  return (
    readCrmTime(value) ?? (typeof value === 'number' ? value : typeof value === 'object' ? '' : String(value ?? ''))
  );
}
