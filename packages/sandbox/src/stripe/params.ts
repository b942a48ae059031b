import { invalid, refuse } from './errors.ts';
import type { FormHash, FormValue } from './form.ts';

/**
 * What a parameter may be. `string?` may also be cleared with an empty string; `range` is a number or `{gt, gte, lt, lte}`;
 * `hash` and `any` are taken as they come.
 */
type ParamKinds = {
  string: string;
  'string?': string | null;
  integer: number;
  boolean: boolean;
  strings: string[];
  metadata: Record<string, string> | '';
  range: Range;
  hash: FormHash | null;
  any: FormValue;
};
export type ParamSpec = Record<string, keyof ParamKinds>;
export type Params<S extends ParamSpec> = { [P in keyof S]?: ParamKinds[S[P]] };
export type Range = { gt?: number; gte?: number; lt?: number; lte?: number };

/** Checks names and types as Stripe does: what it does not know it refuses. `expand` is known everywhere. */
export function readParams<S extends ParamSpec>(spec: S, form: FormHash): Params<S> {
  const params: Record<string, unknown> = {};
  for (const name of Object.keys(form)) {
    if (name === 'expand') continue;
    const kind = Object.hasOwn(spec, name) ? spec[name] : undefined;
    if (kind === undefined) {
      invalid(`Received unknown parameter: ${name}`, name, 'parameter_unknown');
    }
    params[name] = readers[kind](name, form[name]!);
  }
  return params as Params<S>;
}

export function required<T>(value: T | undefined, name: string): T {
  if (value === undefined) invalid(`Missing required param: ${name}.`, name, 'parameter_missing');
  return value;
}

export function inRange(value: number, range: Range | undefined): boolean {
  if (range === undefined) return true;
  return (
    (range.gt === undefined || value > range.gt) &&
    (range.gte === undefined || value >= range.gte) &&
    (range.lt === undefined || value < range.lt) &&
    (range.lte === undefined || value <= range.lte)
  );
}

/** Sent keys change, an empty value removes its key, an empty string for the whole removes all. */
export function mergeMetadata(
  current: Record<string, string>,
  sent: Record<string, string> | '' | undefined,
): Record<string, string> {
  if (sent === undefined) return current;
  if (sent === '') return {};
  const merged = { ...current, ...sent };
  for (const key of Object.keys(merged)) if (merged[key] === '') delete merged[key];
  if (Object.keys(merged).length > 50) invalid('Metadata can have at most 50 keys.', 'metadata');
  return merged;
}

const readers: { [K in keyof ParamKinds]: (name: string, value: FormValue) => ParamKinds[K] } = {
  string(name, value) {
    const text = asText(name, value);
    if (text !== '') return text;
    return invalid(
      `You passed an empty string for '${name}'. We assume empty values are an attempt to unset a parameter; however '${name}' cannot be unset. You should remove '${name}' from your request or supply a non-empty value.`,
      name,
      'parameter_invalid_empty',
    );
  },
  'string?': (name, value) => asText(name, value) || null,
  integer(name, value) {
    const text = asText(name, value);
    if (!/^-?\d{1,15}$/.test(text)) invalid(`Invalid integer: ${text}`, name, 'parameter_invalid_integer');
    return Number(text);
  },
  boolean(name, value) {
    const text = asText(name, value);
    if (text !== 'true' && text !== 'false') invalid(`Invalid boolean: ${text}`, name);
    return text === 'true';
  },
  strings(name, value) {
    if (!Array.isArray(value)) return invalid('Invalid array', name);
    return value.map((item, position) => asText(`${name}[${position}]`, item));
  },
  metadata(name, value) {
    if (value === '') return '';
    if (typeof value === 'string' || Array.isArray(value)) {
      return invalid('Invalid object', name, 'parameter_invalid_object');
    }
    const metadata: Record<string, string> = {};
    for (const key of Object.keys(value)) {
      const text = asText(`${name}[${key}]`, value[key]!);
      if (key.length > 40) invalid(`Metadata keys can have up to 40 characters: ${key.slice(0, 60)}`, name);
      if (text.length > 500) {
        invalid(
          `Metadata values can have up to 500 characters, but you passed in a value that is ${text.length} characters.`,
          `metadata[${key}]`,
        );
      }
      metadata[key] = text;
    }
    return metadata;
  },
  range(name, value) {
    if (typeof value === 'string') {
      const exact = readers.integer(name, value);
      return { gte: exact, lte: exact };
    }
    if (Array.isArray(value)) return invalid('Invalid object', name);
    const range: Range = {};
    for (const bound of Object.keys(value)) {
      if (bound !== 'gt' && bound !== 'gte' && bound !== 'lt' && bound !== 'lte') {
        invalid(`Received unknown parameter: ${name}[${bound}]`, `${name}[${bound}]`, 'parameter_unknown');
      }
      range[bound] = readers.integer(`${name}[${bound}]`, value[bound]!);
    }
    return range;
  },
  hash(name, value) {
    if (value === '') return null;
    if (typeof value === 'string' || Array.isArray(value)) return invalid('Invalid object', name);
    return { ...value };
  },
  any: (_name, value) => value,
};

function asText(name: string, value: FormValue): string {
  if (typeof value === 'string') return value;
  return refuse(400, { type: 'invalid_request_error', message: 'Invalid string', param: name });
}
