import { Table } from '../table.ts';
import type { Channel } from './channels.ts';
import { type CrmField, type FieldSpec, type ModuleSpec, moduleSpecs, systemFields } from './fields.ts';

export type CrmUser = { id: string; full_name: string; first_name: string; last_name: string; email: string };
export type NamedRef = { id: string; name: string };
export type UserRef = NamedRef & { email: string };
/** A record by the API names of its fields. What was never filled in is null. */
export type CrmRecord = { id: string; Created_Time: string; Modified_Time: string; [field: string]: unknown };

export type CrmModule = {
  id: string;
  spec: ModuleSpec;
  fields: CrmField[];
  records: Table<CrmRecord, 'twin' | 'parent'>;
};

export type DeletedRecord = {
  id: string;
  module: string;
  display_name: string;
  deleted_time: string;
  deleted_by: UserRef;
  created_by: UserRef;
};

export type CrmTag = {
  id: string;
  name: string;
  color_code: string | null;
  created_time: string;
  modified_time: string;
  created_by: UserRef;
  modified_by: UserRef;
};

export type Attachment = {
  id: string;
  module: string;
  parent: NamedRef;
  File_Name: string;
  type: string;
  content: Buffer;
  Created_Time: string;
};

const keptRecords = 100_000;
export const crmOrganization = { id: '20260000002', company_name: 'Raccord Bac à sable SARL', zgid: '20260000009' };

export class CrmState {
  readonly nextId: () => string;
  readonly modules = new Map<string, CrmModule>();
  readonly users: CrmUser[];
  readonly deleted: DeletedRecord[] = [];
  /** By module and name in lower case. */
  readonly tags = new Map<string, CrmTag>();
  readonly attachments = new Table<Attachment, 'record'>({
    id: (row) => row.id,
    indexes: { record: (row) => `${row.module} ${row.parent.id}` },
    max: 5_000,
  });
  readonly channels = new Map<string, Channel>();
  /** How often a write made workflows run: those that did not say `"trigger": []`. */
  workflowRuns = 0;
  /** Credits left; undefined while nobody counts. */
  creditsLeft: number | undefined;
  /** Calls that may be under way at once; undefined while nobody counts. */
  atOnce: number | undefined;
  underWay = 0;
  /** The search index learns of a write after this long. */
  searchLagMs = 0;
  /** What "nothing new since" is answered with: Zoho's documents leave it open. */
  nothingNew: 204 | 304 = 304;

  constructor(nextId: () => string) {
    this.nextId = nextId;
    for (const spec of moduleSpecs) this.addModule(spec);
    this.users = [
      {
        id: nextId(),
        full_name: 'Camille Martin',
        first_name: 'Camille',
        last_name: 'Martin',
        email: 'camille@raccord.example',
      },
      { id: nextId(), full_name: 'Hugo Petit', first_name: 'Hugo', last_name: 'Petit', email: 'hugo@raccord.example' },
    ];
  }

  /** Whom the API's calls are made as. */
  get me(): CrmUser {
    return this.users[0]!;
  }

  addModule(spec: ModuleSpec): CrmModule {
    const { duplicateField } = spec;
    const module: CrmModule = {
      id: this.nextId(),
      spec,
      fields: [...systemFields, ...spec.fields].map((field) => ({ ...field, id: this.nextId() })),
      records: new Table<CrmRecord, 'twin' | 'parent'>({
        id: (row) => row.id,
        indexes: {
          twin: (row) => (duplicateField === undefined ? undefined : twinKey(row[duplicateField])),
          parent: (row) => (row.Parent_Id as NamedRef | undefined)?.id,
        },
        max: keptRecords,
      }),
    };
    this.modules.set(spec.api_name, module);
    return module;
  }

  addField(module: string, spec: FieldSpec): CrmField {
    const field = { ...spec, id: this.nextId() };
    this.modules.get(module)!.fields.push(field);
    return field;
  }

  /** The tag of this name, made at `time` if there is none. */
  tag(module: string, name: string, time: string): CrmTag {
    const key = `${module} ${name.toLowerCase()}`;
    const tag = this.tags.get(key) ?? {
      id: this.nextId(),
      name,
      color_code: null,
      created_time: time,
      modified_time: time,
      created_by: userRef(this.me),
      modified_by: userRef(this.me),
    };
    this.tags.set(key, tag);
    return tag;
  }

  tables(): Record<string, object[]> {
    const records = [...this.modules].map(([name, { records: rows }]) => [name, [...rows.newestFirst()]] as const);
    return {
      ...Object.fromEntries(records),
      deleted: this.deleted,
      attachments: [...this.attachments.newestFirst()].map(({ content, ...row }) => ({ ...row, size: content.length })),
      channels: [...this.channels.values()].map(({ token, ...channel }) => channel),
      users: this.users,
      tags: [...this.tags.values()],
    };
  }
}

export function userRef({ id, full_name, email }: CrmUser): UserRef {
  return { name: full_name, id, email };
}

/** How two values of a duplicate-check field are compared; undefined for an empty one, which has no twin. */
export function twinKey(value: unknown): string | undefined {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim().toLowerCase() : '';
  return text === '' ? undefined : text;
}
