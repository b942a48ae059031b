import type { FlowNode } from '@raccord/contract';
import type { Language } from '../i18n/index.ts';
import {
  fieldsOf,
  isExpression,
  type JsonSchema,
  kindOf,
  pathStep,
  valuesOf,
  wordsOf,
} from '../inspector/json-schema.ts';
import { typesOfSchema } from './given-schema.ts';

export type Steps = readonly (string | number)[];

/** A field that something can be mapped to. */
export type Target = {
  /** Under the node, as problems name it after the node's own path: `.with.line_items[0].name`. */
  path: string;
  steps: Steps;
  title: string;
  help?: string;
  required: boolean;
  schema: JsonSchema;
  types: readonly string[];
  /** `group`, `list` and `map` have fields of their own below them, unless they are given as one expression. */
  kind: 'leaf' | 'group' | 'list' | 'map';
  depth: number;
  value: unknown;
  /** A field of the entries of a list that has no entry yet. */
  ofEntries?: { list: Steps };
  /** Its name was chosen here: it can be taken away. */
  own: boolean;
  /** What records fill in must not change it: fixed values only. */
  fixed: boolean;
};

type Field = { name: string; schema: JsonSchema; required: boolean; title?: string; help?: string };
const DEEPEST = 6;

/** The fields of a form, one below the other; what the schema does not know but the flow has comes last. */
export function readTargets(
  fields: readonly Field[],
  values: Readonly<Record<string, unknown>>,
  language: Language,
  steps: Steps = [],
  depth = 0,
): Target[] {
  const known = new Set(fields.map(({ name }) => name));
  const strangers = Object.keys(values)
    .filter((name) => !known.has(name))
    .map((name): Field & { own: true } => ({ name, schema: {}, required: false, own: true }));
  return [...fields, ...strangers].flatMap((field) => {
    if (field.schema.fixed === true) return [];
    const value = Object.hasOwn(values, field.name) ? values[field.name] : undefined;
    return targetsOf({ ...field, value, steps: [...steps, field.name], depth, own: 'own' in field }, language);
  });
}

type Placed = Field & { value: unknown; steps: Steps; depth: number; own: boolean };

function targetsOf(field: Placed, language: Language): Target[] {
  const { name, schema, value, steps, depth, own } = field;
  const words = wordsOf(schema, name, language);
  const help = field.help ?? words.help;
  const drawn = kindOf(schema);
  const nested = drawn === 'group' || drawn === 'list' || drawn === 'map';
  const holds = Array.isArray(value) ? 'list' : isRecord(value) ? (drawn === 'group' ? 'group' : 'map') : undefined;
  const kind = holds ?? (nested ? drawn : 'leaf');
  const target: Target = {
    path: steps.map(pathStep).join(''),
    steps,
    title: field.title ?? (words.title === '' ? name : words.title),
    ...(help === undefined ? {} : { help }),
    required: field.required,
    schema,
    types: typesOfSchema(schema),
    kind,
    depth,
    value,
    own,
    fixed: schema.literal === true,
  };
  const given = isExpression(value) || (value !== undefined && holds === undefined);
  if (kind === 'leaf' || given || depth >= DEEPEST) return [target];
  return [target, ...innerTargets(target, language)];
}

function innerTargets(target: Target, language: Language): Target[] {
  const { schema, value, steps, kind } = target;
  const depth = target.depth + 1;
  if (kind === 'group') return readTargets(fieldsOf(schema), isRecord(value) ? value : {}, language, steps, depth);
  if (kind === 'map') {
    const entries = Object.entries(isRecord(value) ? value : {});
    return entries.flatMap(([name, entry]) =>
      targetsOf(
        { name, schema: valuesOf(schema), required: false, value: entry, steps: [...steps, name], depth, own: true },
        language,
      ),
    );
  }
  const items = schema.items ?? {};
  if (Array.isArray(value) && value.length > 0)
    return value.flatMap((entry: unknown, index) => {
      const place = [...steps, index];
      const title = `${target.title} ${index + 1}`;
      return targetsOf(
        { name: title, title, schema: items, required: false, value: entry, steps: place, depth, own: true },
        language,
      );
    });
  if (kindOf(items) !== 'group') return [];
  return readTargets(fieldsOf(items), {}, language, [...steps, 0], depth)
    .filter((inner) => inner.kind === 'leaf')
    .map((inner) => ({ ...inner, required: false, ofEntries: { list: steps } }));
}

/** Whether something stands in a field that can be evaluated by itself. */
export const isFilled = ({ kind, value }: Target): boolean =>
  value !== undefined && (kind === 'leaf' || isExpression(value)) && value !== '';

/** The same tree with another value at a place; undefined takes it away, and groups that are empty then with it. */
export function withValue(tree: unknown, steps: Steps, value: unknown): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  if (typeof step === 'number') {
    const list = Array.isArray(tree) ? (tree as unknown[]) : [];
    const next = withValue(list[step], rest, value);
    if (next !== undefined) return [...list.slice(0, step), next, ...list.slice(step + 1)];
    const left = list.toSpliced(step, 1);
    return left.length === 0 ? undefined : left;
  }
  const record = isRecord(tree) ? tree : {};
  const next = withValue(Object.hasOwn(record, step) ? record[step] : undefined, rest, value);
  const entries = Object.entries(record);
  if (next !== undefined && !Object.hasOwn(record, step)) return Object.fromEntries([...entries, [step, next]]);
  const kept = entries.flatMap(([name, old]) =>
    name !== step ? [[name, old]] : next === undefined ? [] : [[name, next]],
  );
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

/** A node with other values at some places. What its kind cannot be without stays, though empty. */
export function withMapped(node: FlowNode, edits: readonly { steps: Steps; value: unknown }[]): FlowNode {
  const next = edits.reduce((tree: unknown, { steps, value }) => withValue(tree, steps, value), node) as Record<
    string,
    unknown
  >;
  const needed: Record<string, Record<string, unknown>> = {
    map: { with: {} },
    branch: { cases: [] },
    filter: { when: '' },
    split: { items: '' },
    lookup: { key: '' },
  };
  const missing = Object.entries(needed[node.kind] ?? {}).filter(([name]) => !Object.hasOwn(next, name));
  return { ...next, ...Object.fromEntries(missing) } as unknown as FlowNode;
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
