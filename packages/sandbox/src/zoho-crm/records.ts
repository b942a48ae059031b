import type { VendorAnswer } from '../control/vendor.ts';
import { type CrmCall, type CrmRoutes, dataOf, type Fields, moduleOf } from './call.ts';
import { paramMissing, refuse } from './errors.ts';
import { cut, fieldNames, listPage, positive, readSince } from './lists.ts';
import { readCrmTime } from './times.ts';
import { answerWrite, checkUnmodified, insert, remove, runWorkflows, update, upsert } from './write.ts';

const most = 100;
/** The deleted are listed this long after they are gone for good (zoho-crm.md §3). */
const listedMs = 120 * 86_400_000;

export function recordRoutes(route: CrmRoutes): void {
  route('GET', '/:module', { scope: 'ZohoCRM.modules.READ' }, (call) => listPage(call, moduleOf(call)));

  route('GET', '/:module/deleted', { scope: 'ZohoCRM.modules.READ' }, deletedPage);

  route('GET', '/:module/:id', { scope: 'ZohoCRM.modules.READ' }, (call) => {
    const row = moduleOf(call).records.get(call.params.id ?? '');
    if (row === undefined) return { status: 204, body: '' };
    const since = readSince(call);
    if (since !== undefined && readCrmTime(row.Modified_Time)! <= since) return { status: 304, body: '' };
    const names = call.query.has('fields') ? fieldNames(call, moduleOf(call)) : undefined;
    return { status: 200, body: { data: [names === undefined ? row : cut(row, names)] } };
  });

  route('POST', '/:module', { scope: 'ZohoCRM.modules.CREATE' }, (call) => {
    const module = moduleOf(call);
    const results = dataOf(call, most).map((fields, index) => insert(call, module, fields, index));
    runWorkflows(call);
    return answerWrite(call, module, results, 'insert');
  });

  route('POST', '/:module/upsert', { scope: 'ZohoCRM.modules.CREATE' }, upsertRecords);

  route('PUT', '/:module', { scope: 'ZohoCRM.modules.UPDATE' }, (call) =>
    updateRecords(
      call,
      dataOf(call, most).map((fields) => [String(fields.id ?? ''), fields]),
    ),
  );
  route('PUT', '/:module/:id', { scope: 'ZohoCRM.modules.UPDATE' }, (call) =>
    updateRecords(call, [[call.params.id ?? '', dataOf(call, 1)[0]!]]),
  );

  route('DELETE', '/:module', { scope: 'ZohoCRM.modules.DELETE' }, (call) => {
    const ids = call.query.get('ids');
    if (ids === null || ids === '') return paramMissing('ids');
    return removeRecords(call, ids.split(','));
  });
  route('DELETE', '/:module/:id', { scope: 'ZohoCRM.modules.DELETE' }, (call) =>
    removeRecords(call, [call.params.id ?? '']),
  );

  route('GET', '/:module/:id/Notes', { scope: 'ZohoCRM.modules.READ' }, (call) => {
    const notes = call.crm.modules.get('Notes')!;
    const names = fieldNames(call, notes);
    const rows = notes.records.by('parent', call.params.id ?? '').reverse();
    if (rows.length === 0) return { status: 204, body: '' };
    const info = { per_page: 200, count: rows.length, page: 1, more_records: false };
    return { status: 200, body: { data: rows.slice(0, 200).map((row) => cut(row, names)), info } };
  });
}

function updateRecords(call: CrmCall, items: readonly [string, Fields][]): VendorAnswer {
  const module = moduleOf(call);
  checkUnmodified(
    call,
    module,
    items.map(([id]) => id),
  );
  const results = items.map(([id, fields], index) => update(call, module, id, fields, index));
  runWorkflows(call);
  return answerWrite(call, module, results, 'update');
}

function upsertRecords(call: CrmCall): VendorAnswer {
  const module = moduleOf(call);
  const { duplicateField } = module.spec;
  const named = call.fields.duplicate_check_fields;
  if (duplicateField === undefined) refuse(400, 'NOT_SUPPORTED', 'Please check whether the input values are correct');
  const checked = Array.isArray(named) && named.length > 0 ? named.map(String) : [duplicateField];
  const unique = new Set(module.fields.filter((field) => field.unique === true).map(({ api_name }) => api_name));
  const unknown = checked.find((name) => name !== duplicateField && !unique.has(name));
  if (unknown !== undefined) {
    refuse(400, 'INVALID_DATA', 'invalid data', { api_name: unknown, json_path: '$.duplicate_check_fields' });
  }
  // A user's unique field is tried first, then the others of the kind; the system's own are then passed over.
  const order = unique.has(checked[0]!)
    ? [...new Set([...checked, ...unique])].filter((name) => unique.has(name))
    : checked;
  const results = dataOf(call, most).map((fields, index) => upsert(call, module, fields, order, index));
  runWorkflows(call);
  return answerWrite(call, module, results, 'insert');
}

function removeRecords(call: CrmCall, ids: readonly string[]): VendorAnswer {
  if (ids.length > most) refuse(400, 'LIMIT_EXCEEDED', 'Record count exceeded', { limit: most, param: 'ids' });
  const module = moduleOf(call);
  const results = ids.map((id) => remove(call, module, id));
  return answerWrite(call, module, results, 'delete');
}

/** Newest first, as Zoho shows the recycle bin. */
function deletedPage(call: CrmCall): VendorAnswer {
  const { crm, query, world } = call;
  const module = moduleOf(call);
  const type = query.get('type') ?? 'all';
  if (!['all', 'recycle', 'permanent'].includes(type)) return paramMissing('type');
  const since = readSince(call);
  const perPage = positive(query, 'per_page', 200, 200);
  const page = positive(query, 'page', 1, 100_000);
  const rows = crm.deleted.filter(({ module: name, deleted_time }) => {
    const at = readCrmTime(deleted_time)!;
    return name === module.spec.api_name && at > world.now() - listedMs && (since === undefined || at > since);
  });
  const shown = type === 'permanent' ? [] : rows.reverse().slice((page - 1) * perPage, page * perPage);
  if (shown.length === 0) return { status: since !== undefined && page === 1 ? crm.nothingNew : 204, body: '' };
  const info = { per_page: perPage, count: shown.length, page, more_records: page * perPage < rows.length };
  const data = shown.map(({ module: _module, ...row }) => ({ ...row, type: 'recycle' }));
  return { status: 200, body: { data, info } };
}
