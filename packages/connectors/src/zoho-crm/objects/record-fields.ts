import type { ConnectorContext, DiscoveredField, ObjectRecord } from '@raccord/contract';
import Type, { type TSchema } from 'typebox';
import { crm } from '../client.ts';
import { CrmRecord } from '../schemas.ts';

type Client = Pick<ConnectorContext, 'http' | 'endpoints'>;

/** What Zoho tells of a field, as far as we use it. */
export type FieldFacts = {
  api_name: string;
  field_label?: string;
  display_label?: string;
  data_type?: string;
  json_type?: string;
  length?: number;
  system_mandatory?: boolean;
  custom_field?: boolean;
  read_only?: boolean;
  field_read_only?: boolean;
  unique?: object | null;
  lookup?: { module?: { api_name?: string } } | null;
  operation_type?: { api_create?: boolean; api_update?: boolean };
  pick_list_values?: { actual_value?: string; type?: string }[];
};

/** All fields of a module, the account's own among them. */
export async function readFields(context: Client, module: string): Promise<FieldFacts[]> {
  return fieldsIn(await crm(context, '/settings/fields', { method: 'GET', query: { module } }));
}

export function fieldsIn({ fields }: ObjectRecord): FieldFacts[] {
  return Array.isArray(fields) ? (fields as FieldFacts[]) : [];
}

/** Those that a list can show; what a subform or a file holds is given only when a record is read by itself. */
export async function listedFields(context: Client, module: string): Promise<string[]> {
  const facts = await readFields(context, module);
  return facts.filter(({ data_type: type = '' }) => !unlisted.has(type)).map(({ api_name }) => api_name);
}
const unlisted = new Set(['subform', 'fileupload', 'imageupload', 'profileimage']);

export async function discoverFields(context: ConnectorContext, { module }: ObjectRecord): Promise<DiscoveredField[]> {
  if (typeof module !== 'string' || module === '') return [];
  const known = new Set(Object.keys(CrmRecord.properties));
  const facts = await readFields(context, module);
  // E-mail and telephone stand in the fixed part because most modules have them; what this one says of them counts.
  return facts.filter(({ api_name }) => !known.has(api_name) || isContactPoint(api_name)).map(discovered);
}

const isContactPoint = (name: string) => name === 'Email' || name === 'Phone' || name === 'Mobile';

function discovered(facts: FieldFacts): DiscoveredField {
  const { api_name, display_label, field_label, system_mandatory, custom_field, operation_type } = facts;
  const closed = operation_type?.api_create === false && operation_type.api_update === false;
  return {
    name: api_name,
    title: display_label ?? field_label ?? api_name,
    schema: schemaOf(facts),
    custom: custom_field === true,
    ...(system_mandatory === true ? { required: true } : {}),
    ...(facts.read_only === true || facts.field_read_only === true || closed ? { readOnly: true } : {}),
  };
}

const reference = (module: string | undefined) =>
  Type.Object(
    { id: Type.String(), name: Type.Optional(Type.String()) },
    module === undefined ? {} : { refersTo: module },
  );

function schemaOf({ data_type: type, json_type, length = 0, lookup, pick_list_values = [] }: FieldFacts): TSchema {
  const picks = pick_list_values.flatMap(({ actual_value, type: used }) =>
    actual_value === undefined || used === 'unused' ? [] : [actual_value],
  );
  const pick = picks.length === 0 ? Type.String() : Type.Enum(picks);
  switch (type) {
    case 'picklist':
      return pick;
    case 'multiselectpicklist':
      return Type.Array(pick);
    case 'boolean':
      return Type.Boolean();
    case 'integer':
      return Type.Integer();
    case 'double':
    case 'currency':
    case 'percent':
      return Type.Number();
    case 'date':
      return Type.String({ format: 'date' });
    case 'datetime':
      return Type.String({ format: 'date-time' });
    case 'email':
      return Type.String({ format: 'email', ...(length > 0 ? { maxLength: length } : {}) });
    case 'lookup':
      return reference(lookup?.module?.api_name);
    case 'ownerlookup':
    case 'userlookup':
      return reference('users');
    default:
      break;
  }
  if (json_type === 'jsonarray') return Type.Array(Type.Unknown());
  if (json_type === 'jsonobject') return reference(undefined);
  if (json_type === 'boolean') return Type.Boolean();
  if (json_type === 'integer' || json_type === 'double') return Type.Number();
  return Type.String(length > 0 ? { maxLength: length } : {});
}
