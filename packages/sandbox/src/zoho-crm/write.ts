import type { CrmCall, Fields } from './call.ts';
import { notify } from './channels.ts';
import { errorItem, refuse } from './errors.ts';
import type { CrmField } from './fields.ts';
import { type CrmModule, type CrmRecord, type NamedRef, twinKey, userRef } from './state.ts';
import { readCrmTime } from './times.ts';
import { displayName, readValue } from './values.ts';

export type WriteResult = Record<string, unknown> & { status: 'success' | 'error' };

export function insert(call: CrmCall, module: CrmModule, fields: Fields, index: number): WriteResult {
  const { crm, time } = call;
  const me = userRef(crm.me);
  const blank: CrmRecord = {
    ...Object.fromEntries(module.fields.map(({ api_name, type }) => [api_name, type === 'boolean' ? false : null])),
    id: crm.nextId(),
    Owner: me,
    Created_By: me,
    Modified_By: me,
    Created_Time: time,
    Modified_Time: time,
    Tag: [],
  };
  const read = withFields(call, module, blank, fields, index);
  if ('wrong' in read) return read.wrong;
  const missing = module.fields.find(({ api_name, mandatory }) => mandatory === true && read.row[api_name] === null);
  if (missing !== undefined) return mandatory(missing, index);
  module.records.insert(read.row);
  call.effect(`${module.spec.api_name}.create`, read.row.id, keyOf(module, read.row));
  return success(call, read.row, 'record added');
}

export function update(call: CrmCall, module: CrmModule, id: string, fields: Fields, index: number): WriteResult {
  const before = module.records.get(id);
  if (before === undefined) return unknownId(index);
  if (before.$converted === true) return errorItem('CONVERTED_RECORD', "can't update the converted record", { id });
  const changed = { ...before, Modified_Time: call.time, Modified_By: userRef(call.crm.me) };
  const read = withFields(call, module, changed, fields, index);
  if ('wrong' in read) return read.wrong;
  const emptied = module.fields.find(({ api_name, mandatory }) => mandatory === true && read.row[api_name] === null);
  if (emptied !== undefined) return mandatory(emptied, index);
  module.records.replace(read.row);
  call.effect(`${module.spec.api_name}.update`, id, keyOf(module, read.row));
  return success(call, read.row, 'record updated');
}

/** Updates the record that has the same value in one of the fields, the first that fits, else inserts. */
export function upsert(
  call: CrmCall,
  module: CrmModule,
  fields: Fields,
  checked: readonly string[],
  index: number,
): WriteResult {
  for (const name of checked) {
    const twin = twinOf(module, name, fields[name]);
    if (twin === undefined) continue;
    const result = update(call, module, twin.id, fields, index);
    return result.status === 'success' ? { ...result, duplicate_field: name, action: 'update' } : result;
  }
  const result = insert(call, module, fields, index);
  return result.status === 'success' ? { ...result, action: 'insert' } : result;
}

export function remove(call: CrmCall, module: CrmModule, id: string): WriteResult {
  const row = module.records.get(id);
  if (row === undefined) return errorItem('INVALID_DATA', 'record not deleted', { id });
  module.records.remove(id);
  const me = userRef(call.crm.me);
  call.crm.deleted.push({
    id,
    module: module.spec.api_name,
    display_name: displayName(module, row),
    deleted_time: call.time,
    deleted_by: me,
    created_by: me,
  });
  call.effect(`${module.spec.api_name}.delete`, id);
  return { code: 'SUCCESS', details: { id }, message: 'record deleted', status: 'success' };
}

/** Stops a write of something that was changed after the time the caller names. */
export function checkUnmodified(call: CrmCall, module: CrmModule, ids: readonly string[]): void {
  const since = call.header('if-unmodified-since');
  if (since === undefined) return;
  const limit = readCrmTime(since);
  if (limit === undefined) refuse(400, 'INVALID_DATA', 'invalid data', { param_name: 'If-Unmodified-Since' });
  for (const id of ids) {
    const row = module.records.get(id);
    if (row !== undefined && readCrmTime(row.Modified_Time)! > limit) {
      refuse(412, 'ALREADY_MODIFIED', 'the record has been modified already', { id });
    }
  }
}

/** The answer to a write of several records, and the word to those who watch the module. */
export function answerWrite(
  call: CrmCall,
  module: CrmModule,
  results: WriteResult[],
  operation: 'insert' | 'update' | 'delete',
) {
  for (const kind of ['insert', 'update', 'delete'] as const) {
    const done = results.filter(({ status, action }) => status === 'success' && (action ?? operation) === kind);
    const ids = done.map(({ details }) => (details as NamedRef).id);
    if (ids.length > 0) notify(call.world, module.spec.api_name, kind, ids);
  }
  const failed = results.filter(({ status }) => status === 'error').length;
  const allDone = operation === 'insert' ? 201 : 200;
  const refused = results.length === 1 && module.spec.api_name !== 'Notes' ? 400 : 202;
  const status = failed === 0 ? allDone : failed < results.length ? 207 : refused;
  return { status, body: { data: results } };
}

/** `"trigger": []` runs nothing; left out, Zoho runs everything there is. */
export function runWorkflows({ crm, fields }: CrmCall): void {
  if (!Array.isArray(fields.trigger) || fields.trigger.length > 0) crm.workflowRuns += 1;
}

function withFields(
  call: CrmCall,
  module: CrmModule,
  row: CrmRecord,
  fields: Fields,
  index: number,
): { row: CrmRecord } | { wrong: WriteResult } {
  const next: CrmRecord = { ...row };
  for (const field of module.fields) {
    const { api_name } = field;
    // What the module does not know is passed over without a word, as is what nobody may write.
    if (field.readOnly === true || !(api_name in fields)) continue;
    const path = `$.data[${index}].${api_name}`;
    const read = readValue(call, module, field, fields[api_name]);
    if ('wrong' in read) {
      const details = { api_name, json_path: path, ...read.wrong };
      return { wrong: errorItem('INVALID_DATA', read.message ?? 'invalid data', details) };
    }
    const twin = field.unique === true ? twinOf(module, api_name, read.value) : undefined;
    if (twin !== undefined && twin.id !== row.id) {
      const duplicate_record = { id: twin.id, module: { api_name: module.spec.api_name, id: module.id } };
      const details = { api_name, json_path: path, id: twin.id, duplicate_record };
      return { wrong: errorItem('DUPLICATE_DATA', 'duplicate data', details) };
    }
    next[api_name] = read.value;
  }
  if (module.fields.some(({ api_name }) => api_name === 'Full_Name')) {
    next.Full_Name = [next.First_Name, next.Last_Name].filter((part) => part !== null).join(' ');
  }
  return { row: next };
}

function twinOf(module: CrmModule, name: string, value: unknown): CrmRecord | undefined {
  const key = twinKey(value);
  if (key === undefined) return undefined;
  if (name === module.spec.duplicateField)
    return module.records.by('twin', key).find(({ $converted }) => $converted !== true);
  for (const row of module.records.oldestFirst()) if (twinKey(row[name]) === key) return row;
  return undefined;
}

/** What keeps a write single, for the ledger: the value of a unique field. */
function keyOf(module: CrmModule, row: CrmRecord): string | null {
  const unique = module.fields.find(({ api_name, unique }) => unique === true && row[api_name] !== null);
  return unique === undefined ? null : String(row[unique.api_name]);
}

function mandatory({ api_name }: CrmField, index: number): WriteResult {
  return errorItem('MANDATORY_NOT_FOUND', 'required field not found', {
    api_name,
    json_path: `$.data[${index}].${api_name}`,
  });
}

function unknownId(index: number): WriteResult {
  return errorItem('INVALID_DATA', 'the id given seems to be invalid', {
    api_name: 'id',
    json_path: `$.data[${index}].id`,
  });
}

function success({ crm }: CrmCall, row: CrmRecord, message: string): WriteResult {
  const { name, id } = userRef(crm.me);
  const { Created_Time, Modified_Time } = row;
  const by = { name, id };
  const details = { Modified_Time, Modified_By: by, Created_Time, id: row.id, Created_By: by };
  return { code: 'SUCCESS', details, message, status: 'success' };
}
