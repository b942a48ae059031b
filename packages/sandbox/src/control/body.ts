import { Refusal } from './vendor.ts';

type Kinds = { string: string; number: number; boolean: boolean };

/** Reads the JSON of a control request, and refuses it with a sentence that names the field. */
export type BodyReader = {
  required<K extends keyof Kinds>(name: string, kind: K): Kinds[K];
  optional<K extends keyof Kinds>(name: string, kind: K): Kinds[K] | undefined;
  strings(name: string): string[] | undefined;
  hash(name: string): BodyReader | undefined;
  /** A hash as it came, of whatever values. */
  values(name: string): Record<string, unknown> | undefined;
};

export function refuseBody(message: string): never {
  throw new Refusal({ status: 400, body: { error: message } });
}

export function readBody(body: unknown): BodyReader {
  if (typeof body !== 'string' || body === '') return reader({});
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return refuseBody('The body is not JSON.');
  }
  return reader(value);
}

function reader(value: unknown): BodyReader {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) refuseBody('The body is not a JSON object.');
  const fields = value as Record<string, unknown>;
  const optional = <K extends keyof Kinds>(name: string, kind: K): Kinds[K] | undefined => {
    const field = fields[name];
    if (field === undefined) return undefined;
    return typeof field === kind ? (field as Kinds[K]) : refuseBody(`\`${name}\` is not a ${kind}.`);
  };
  return {
    optional,
    required: (name, kind) => optional(name, kind) ?? refuseBody(`\`${name}\` is missing.`),
    strings(name) {
      const field = fields[name];
      if (field === undefined) return undefined;
      if (!Array.isArray(field) || field.some((item) => typeof item !== 'string'))
        refuseBody(`\`${name}\` is not a list of strings.`);
      return field as string[];
    },
    hash: (name) => (fields[name] === undefined ? undefined : reader(fields[name])),
    values(name) {
      if (fields[name] === undefined) return undefined;
      reader(fields[name]);
      return fields[name] as Record<string, unknown>;
    },
  };
}
