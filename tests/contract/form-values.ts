import type { Schema } from './schema-dialect.ts';

export type FormValue = string | FormValue[] | { [name: string]: FormValue };

/** `a=1&b[c]=2&d[]=3&e[0][f]=4` as it is meant: hashes, and lists where the keys are numbers or empty; a repeated name is a list. */
export function readForm(text: string): { [name: string]: FormValue } {
  const root: { [name: string]: FormValue } = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const keys = name.startsWith('[') ? [name] : [name.split('[', 1)[0]!, ...inBrackets(name)];
    place(root, keys, value);
  }
  return listsIn(root) as { [name: string]: FormValue };
}

function inBrackets(name: string): string[] {
  return [...name.matchAll(/\[([^\]]*)\]/g)].map((match) => match[1]!);
}

function place(root: { [name: string]: FormValue }, keys: string[], value: string): void {
  let here = root;
  keys.forEach((key, depth) => {
    const name = key === '' ? String(Object.keys(here).length) : key;
    const there = here[name];
    if (depth === keys.length - 1) here[name] = there === undefined ? value : [...[there].flat(), value];
    else {
      const next = typeof there === 'object' && !Array.isArray(there) ? there : {};
      here[name] = next;
      here = next;
    }
  });
}

function listsIn(value: FormValue): FormValue {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(listsIn);
  const entries = Object.entries(value).map(([key, inner]) => [key, listsIn(inner)] as const);
  const isList = entries.length > 0 && entries.every(([key], position) => key === String(position));
  return isList ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}

/**
 * Forms and queries carry text only: what the schema wants as a number, a boolean or a list becomes one, if it looks like one.
 * @param resolved gives what a `$ref` leads to
 * @param fits whether a value is valid; chooses the branch of an `anyOf`
 */
export function typed(
  value: FormValue,
  schema: Schema,
  { resolved, fits }: { resolved: (schema: Schema) => Schema; fits: (value: unknown, schema: Schema) => boolean },
): unknown {
  const { type, anyOf, oneOf, items, properties, additionalProperties } = resolved(schema);
  const again = (inner: FormValue, by: unknown) =>
    typeof by === 'object' && by !== null ? typed(inner, by as Schema, { resolved, fits }) : inner;
  const branches = (anyOf ?? oneOf) as Schema[] | undefined;
  if (branches !== undefined) {
    const readings = branches.map((branch) => [again(value, branch), branch] as const);
    return (readings.find(([reading, branch]) => fits(reading, branch)) ?? readings[0])?.[0];
  }
  if (typeof value === 'string') {
    if ((type === 'integer' || type === 'number') && /^-?\d+(\.\d+)?$/.test(value)) return Number(value);
    if (type === 'boolean' && /^(true|false)$/.test(value)) return value === 'true';
    return type === 'array' ? [again(value, items)] : value;
  }
  if (Array.isArray(value)) return value.map((item) => again(item, items));
  const named = (properties ?? {}) as Record<string, Schema>;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, again(inner, named[name] ?? additionalProperties)]),
  );
}
