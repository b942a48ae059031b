import type { FlowNode } from '@raccord/contract';
import { readGraph } from '@raccord/runtime/flow/graph';
import { fromGraph } from '../canvas/from-graph.ts';
import type { Graph } from '../canvas/graph.ts';
import type { Language } from '../i18n/index.ts';
import { type JsonSchema, wordsOf } from '../inspector/json-schema.ts';
import type { Apps } from '../nodes/apps.ts';
import { type Given, givenSchemas, typeOf, typesOfSchema } from './given-schema.ts';
import { pathText } from './source-path.ts';

/** Something an expression can read: a step's output, or a field in it. */
export type Source = {
  /** As the expression writes it; unique in a tree. */
  path: string;
  name: string;
  title: string;
  help?: string;
  /** JSON schema's names; empty where nobody knows. */
  types: readonly string[];
  /** Of a list: the types of its entries. */
  entryTypes?: readonly string[];
  format?: string;
  /** The nearest list it is inside, and the way from an entry of that list to it. */
  inList?: { list: string; inner: string };
  /** What the sample has here: the first entry's inside a list. */
  sample?: unknown;
  /** The sample has it, the schema does not know it. */
  onlyInSample: boolean;
  /** The step that gives it. */
  step: SourceStep;
  children: readonly Source[];
};

export type SourceStep = { id: string; kind: FlowNode['kind'] | 'env'; app?: string };

const DEEPEST = 7;
const MOST = 3_000;

/** Everything a node's expressions can read, the nearest step first: known by the schemas, completed by a sample where there is one. */
export function sourceTree(
  graph: Graph,
  nodeId: string,
  apps: Apps,
  language: Language,
  titleOf: (node: FlowNode) => string,
  sample: Record<string, unknown> = {},
): Source[] {
  const read = readGraph(fromGraph(graph));
  const nodes = new Map([...read.byId].map(([id, { node }]) => [id, node]));
  const given: Given = givenSchemas(graph.head, nodes, read.order, apps);
  const visible = read.visible.get(nodeId) ?? new Set<string>();
  const before = read.order.filter((id) => visible.has(id) && given.has(id)).reverse();
  const budget = { left: MOST };
  const steps = before.map((id) => {
    const node = nodes.get(id)!;
    const step: SourceStep = { id, kind: node.kind, ...('uses' in node ? { app: node.uses.split('/')[0]! } : {}) };
    return sourceOf(
      { step, steps: [id], schema: given.get(id)!, sample: sample[id], title: titleOf(node) },
      language,
      budget,
    );
  });
  const env = { step: { id: 'env', kind: 'env' }, steps: ['env'], schema: { type: 'object' }, title: 'env' } as const;
  return [...steps, sourceOf({ ...env, steps: ['env'], sample: sample.env ?? {} }, language, budget)];
}

type Place = {
  step: SourceStep;
  steps: string[];
  schema: JsonSchema | undefined;
  sample: unknown;
  title?: string;
  list?: { steps: string[]; inner: string[] } | undefined;
};

function sourceOf(
  { step, steps, schema, sample, title, list }: Place,
  language: Language,
  budget: { left: number },
): Source {
  budget.left -= 1;
  const name = steps.at(-1)!;
  const words = wordsOf(schema ?? {}, name, language);
  const known = schema === undefined ? [] : typesOfSchema(schema);
  const types = known.length > 0 || sample === undefined || sample === null ? known : [typeOf(sample)];
  const path = pathText(steps);
  const isList = types.includes('array') || Array.isArray(sample);
  const inside = isList
    ? { schema: schema?.items, sample: Array.isArray(sample) ? sample[0] : undefined, list: { steps, inner: [] } }
    : { schema, sample, list };
  const entryTypes = isList ? typesOfSchema(inside.schema ?? {}) : undefined;
  return {
    path,
    name,
    title: title ?? words.title,
    ...(words.help === undefined ? {} : { help: words.help }),
    types,
    ...(entryTypes === undefined ? {} : { entryTypes }),
    ...(schema?.format === undefined ? {} : { format: schema.format }),
    ...(list === undefined ? {} : { inList: { list: pathText(list.steps), inner: pathText(list.inner) } }),
    ...(sample === undefined ? {} : { sample }),
    onlyInSample: schema === undefined,
    step,
    children: childrenOf(steps, { ...inside, step }, language, budget),
  };
}

function childrenOf(
  steps: string[],
  { step, schema, sample, list }: Omit<Place, 'steps'>,
  language: Language,
  budget: { left: number },
): Source[] {
  if (steps.length >= DEEPEST) return [];
  const fields = schema?.properties ?? {};
  const found = isObject(sample) ? sample : {};
  const names = [...new Set([...Object.keys(fields), ...Object.keys(found)])];
  return names.flatMap((name) => {
    if (budget.left <= 0) return [];
    const next: Place = {
      step,
      steps: [...steps, name],
      schema: Object.hasOwn(fields, name) ? fields[name] : undefined,
      sample: Object.hasOwn(found, name) ? found[name] : undefined,
      list: list && { ...list, inner: [...list.inner, name] },
    };
    return [sourceOf(next, language, budget)];
  });
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A tree as one list, each source before what is in it. */
export function flatSources(tree: readonly Source[]): Source[] {
  return tree.flatMap((source) => [source, ...flatSources(source.children)]);
}

/** The sources in whose name, title or path every word is found, with what they are in. */
export function searchSources(tree: readonly Source[], search: string): Source[] {
  const words = folded(search).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...tree];
  const keep = (source: Source): Source[] => {
    const text = folded(`${source.path} ${source.title}`);
    if (words.every((word) => text.includes(word))) return [source];
    const children = source.children.flatMap(keep);
    return children.length === 0 ? [] : [{ ...source, children }];
  };
  return tree.flatMap(keep);
}

export const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
