import type { JsonSchema } from '../inspector/json-schema.ts';
import type { CellState } from './cells.ts';
import { typeOf, typesOfSchema } from './given-schema.ts';

type Verdict = { state: CellState; about?: Record<string, string | number> };
const ok: Verdict = { state: 'ok' };
const DEEPEST = 8;

/** Whether a value is what a field wants. Nothing is converted on the way to a system: a text where a number is wanted is a lost type. */
export function judgeValue(schema: JsonSchema, value: unknown, required: boolean): Verdict {
  if (value === undefined || value === null || value === '') {
    const isWanted = value === null ? typesOfSchema(schema).includes('null') : value === '' && !required;
    if (isWanted) return value === null ? ok : { state: 'empty' };
    return { state: required ? 'missing' : 'empty' };
  }
  return judgeInside(schema, value, '', 0);
}

function judgeInside(schema: JsonSchema, value: unknown, at: string, depth: number): Verdict {
  if (depth > DEEPEST) return ok;
  const choices = schema.anyOf;
  if (choices !== undefined) {
    const verdicts = choices.map((choice) => judgeInside(choice, value, at, depth + 1));
    const best = verdicts.find(({ state }) => state === 'ok') ?? verdicts.find(({ state }) => state !== 'type');
    const fixed = choices.flatMap((choice) => ('const' in choice ? [choice.const] : (choice.enum ?? [])));
    return best?.state === 'unknown' ? unknownValue(value, fixed, at) : (best ?? wrongType(schema, value, at));
  }
  const types = typesOfSchema(schema);
  if (types.length > 0 && !fits(value, types)) return wrongType(schema, value, at);
  const fixed = 'const' in schema ? [schema.const] : schema.enum;
  if (fixed !== undefined && !fixed.includes(value)) return unknownValue(value, fixed, at);
  if (typeof value === 'string') {
    const length = [...value].length;
    const tooLong = schema.maxLength !== undefined && length > schema.maxLength;
    return tooLong ? { state: 'cut', about: { length, most: schema.maxLength!, at } } : ok;
  }
  return judgeParts(schema, value, at, depth);
}

function judgeParts(schema: JsonSchema, value: unknown, at: string, depth: number): Verdict {
  if (Array.isArray(value)) {
    if (schema.items === undefined) return ok;
    for (const [index, item] of value.entries()) {
      const verdict = judgeInside(schema.items, item, `${at}[${index}]`, depth + 1);
      if (verdict.state !== 'ok') return verdict;
    }
    return ok;
  }
  if (typeof value !== 'object' || value === null) return ok;
  for (const name of schema.required ?? [])
    if (!Object.hasOwn(value, name)) return { state: 'missing', about: { at: joined(at, name) } };
  for (const [name, part] of Object.entries(value)) {
    const inner = Object.hasOwn(schema.properties ?? {}, name) ? schema.properties![name] : undefined;
    const verdict = inner === undefined ? ok : judgeInside(inner, part, joined(at, name), depth + 1);
    if (verdict.state !== 'ok') return verdict;
  }
  return ok;
}

const joined = (at: string, name: string) => (at === '' ? name : `${at}.${name}`);

function fits(value: unknown, types: readonly string[]): boolean {
  const found = typeOf(value);
  return types.includes(found) || (found === 'integer' && types.includes('number'));
}

function wrongType(schema: JsonSchema, value: unknown, at: string): Verdict {
  const wanted = typesOfSchema(schema).filter((type) => type !== 'null')[0] ?? 'object';
  return { state: 'type', about: { wanted, found: typeOf(value), at } };
}

function unknownValue(value: unknown, fixed: readonly unknown[], at: string): Verdict {
  const allowed = fixed.slice(0, 8).map(String).join(', ');
  return {
    state: 'unknown',
    about: { value: String(value).slice(0, 60), allowed: fixed.length > 8 ? `${allowed}…` : allowed, at },
  };
}
