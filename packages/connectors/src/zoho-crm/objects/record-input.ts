import type { ObjectRecord } from '@raccord/contract';

/** Beside the place and these, an input holds the record's own fields under their own names. */
export type Written = {
  module: string;
  id?: string;
  trigger?: string[];
  duplicate_check_fields?: string[];
  Modified_Time?: string;
  [field: string]: unknown;
};

/** Zoho writes these itself; a record that was read may be given back as it is. */
const theirs = new Set(['id', 'Created_Time', 'Modified_Time', 'Created_By', 'Modified_By']);
const ours = new Set(['module', 'trigger', 'duplicate_check_fields']);

/** The record alone: without what says where and how it is written, and without what Zoho writes itself. */
export function fieldsOf(input: Written): ObjectRecord {
  const own = ([name]: [string, unknown]) => !theirs.has(name) && !ours.has(name) && !name.startsWith('$');
  return Object.fromEntries(Object.entries(input).filter(own));
}
