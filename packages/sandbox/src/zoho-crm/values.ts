import type { CrmCall } from './call.ts';
import type { CrmField } from './fields.ts';
import type { CrmModule, CrmState, NamedRef } from './state.ts';
import { userRef } from './state.ts';
import { readCrmTime } from './times.ts';

/** What a field was given: the value to keep, or what is wrong with it. */
export type ReadValue = { value: unknown } | { wrong: Record<string, unknown>; message?: string };

/** Reads one value as the field's type wants it. `null` and `""` empty any field. */
export function readValue(
  { crm, time }: Pick<CrmCall, 'crm' | 'time'>,
  module: CrmModule,
  field: CrmField,
  given: unknown,
): ReadValue {
  if (given === null || given === '') return { value: null };
  const expected = (type: string): ReadValue => ({ wrong: { expected_data_type: type } });
  switch (field.type) {
    case 'text':
    case 'textarea':
    case 'phone':
    case 'website':
    case 'picklist':
    case 'bigint':
    case 'autonumber':
      if (typeof given !== 'string') return expected('text');
      if (field.length !== undefined && given.length > field.length)
        return { wrong: { maximum_length: String(field.length) } };
      return { value: given };
    case 'email':
      return typeof given === 'string' && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(given)
        ? { value: given }
        : expected('email');
    case 'multiselectpicklist':
      return Array.isArray(given) && given.every((item) => typeof item === 'string')
        ? { value: given }
        : expected('jsonarray');
    case 'boolean':
      return typeof given === 'boolean' ? { value: given } : expected('boolean');
    case 'integer':
      return Number.isInteger(given) ? { value: given } : expected('integer');
    case 'double':
    case 'currency':
      return typeof given === 'number' && Number.isFinite(given) ? { value: given } : expected('double');
    case 'date':
      return typeof given === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(given) ? { value: given } : expected('date');
    case 'datetime':
      return readCrmTime(given) === undefined ? expected('datetime') : { value: given };
    case 'jsonarray':
      if (!Array.isArray(given)) return expected('jsonarray');
      return { value: field.api_name === 'Tag' ? readTags(crm, module, given, time) : given };
    case 'ownerlookup': {
      const user = crm.users.find(({ id }) => id === idOf(given));
      return user === undefined ? unknownId() : { value: userRef(user) };
    }
    case 'lookup':
      return readLookup(crm, field, given);
  }
}

function readLookup(crm: CrmState, field: CrmField, given: unknown): ReadValue {
  const id = idOf(given);
  const named = (given as { module?: { api_name?: unknown } }).module?.api_name;
  const targets =
    field.lookup !== undefined ? [field.lookup] : typeof named === 'string' ? [named] : [...crm.modules.keys()];
  for (const target of targets) {
    const row = id === undefined ? undefined : crm.modules.get(target)?.records.get(id);
    if (row === undefined) continue;
    const ref: NamedRef = { id: row.id, name: displayName(crm.modules.get(target)!, row) };
    return {
      value:
        field.api_name === 'Parent_Id'
          ? { ...ref, module: { api_name: target, id: crm.modules.get(target)!.id } }
          : ref,
    };
  }
  return unknownId();
}

function readTags(crm: CrmState, module: CrmModule, given: unknown[], time: string): object[] {
  const names = given.map((tag) => (tag as { name?: unknown } | null)?.name).filter((name) => typeof name === 'string');
  return names.map((name) => crm.tag(module.spec.api_name, name, time));
}

function unknownId(): ReadValue {
  return { wrong: {}, message: 'the id given seems to be invalid' };
}

/** An id alone or as `{id}`; 19 digits and more, so always text. */
function idOf(given: unknown): string | undefined {
  const id = typeof given === 'object' && given !== null ? (given as { id?: unknown }).id : given;
  return typeof id === 'string' ? id : undefined;
}

/** The name under which people see a record. */
export function displayName({ spec }: CrmModule, row: Record<string, unknown>): string {
  const named =
    row.Full_Name ?? row[spec.duplicateField ?? ''] ?? row.Name ?? row.Subject ?? row.Event_Title ?? row.Note_Title;
  return typeof named === 'string' ? named : '';
}
