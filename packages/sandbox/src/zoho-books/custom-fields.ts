import type { BooksCall, Fields } from './call.ts';
import type { CustomField, Entity } from './documents.ts';
import { alreadyExists, doesNotExist, invalidValue } from './errors.ts';
import { listField } from './fields.ts';
import type { BooksState } from './state.ts';

/** Custom fields as sent (by `customfield_id`, `index` from 1, or `api_name`) over those there were. */
export function readCustomFields(
  state: BooksState,
  entity: Entity,
  id: string,
  fields: Fields,
  before: CustomField[],
): CustomField[] {
  const sent = listField(fields, 'custom_fields');
  if (sent === undefined) return before;
  const values = new Map(before.map((field) => [field.customfield_id, field]));
  const known = state.customFields.filter((field) => field.entity === entity);
  for (const field of sent) {
    const definition =
      field.customfield_id !== undefined
        ? known.find((candidate) => candidate.customfield_id === String(field.customfield_id))
        : field.api_name !== undefined
          ? known.find((candidate) => candidate.api_name === field.api_name)
          : known[Number(field.index) - 1];
    if (definition === undefined) invalidValue('customfield_id');
    const value = field.value === undefined || field.value === null ? '' : String(field.value);
    const owner =
      definition.is_unique && value !== '' ? state.idByUnique(entity, definition.api_name, value) : undefined;
    if (owner !== undefined && owner !== id) alreadyExists(definition.label, value);
    const { customfield_id, api_name, label } = definition;
    if (value === '') values.delete(customfield_id);
    else values.set(customfield_id, { customfield_id, api_name, label, value });
  }
  return [...values.values()];
}

/**
 * What `PUT /<resource>` with the unique-identifier headers is about: the document that has the value, or undefined when there is
 * none and `X-Upsert: true` says to make it. The headers only find: a new document has the value only if the body carries it.
 */
export function documentByUnique(call: BooksCall, entity: Entity, thing: string): string | undefined {
  const { unique, world } = call;
  if (unique === undefined) return doesNotExist(thing);
  const known = world.books.customFields.some(
    (field) => field.entity === entity && field.api_name === unique.key && field.is_unique,
  );
  if (!known) invalidValue('X-Unique-Identifier-Key');
  const id = world.books.idByUnique(entity, unique.key, unique.value);
  if (id === undefined && !unique.upsert) doesNotExist(thing);
  return id;
}

/** `cf_…` keys next to the list, as Books shows them in rows. */
export function customFieldHash(customFields: CustomField[]): Record<string, string> {
  return Object.fromEntries(customFields.map((field) => [field.api_name, field.value]));
}
