import type { FlowDocument, FlowNode } from '@raccord/contract';
import { act, flow, manual } from './flows.ts';
import type { Random } from './random.ts';

/** What a flow does to a record, one thing after the other. */
type Step =
  | { do: 'map'; add: number }
  | { do: 'filter'; modulo: number }
  | { do: 'act'; action: 'keyed' | 'upserted' | 'marked' }
  /** One way or the other, by whether the value is even; together again behind. */
  | { do: 'branch'; ways: [Step[], Step[]] }
  /** Both ways; together again behind, with the sum. */
  | { do: 'both'; ways: [Step[], Step[]] }
  /** A record for each line, put together again behind. */
  | { do: 'each'; steps: Step[] }
  /** A record for each line, each to its own end. */
  | { do: 'scatter'; steps: Step[] };
type Named = Step & { id: string };

export type Input = { n: string; v: number; lines: { i: number; w: number }[] };
export type Expected = { total: number; succeeded: number; filtered: number; effects: Map<string, number> };
export type RandomFlow = { document: FlowDocument; expect(input: Input): Expected };

const ACTIONS = ['keyed', 'upserted', 'marked'] as const;

/** A flow at random, and what it must do to a record, worked out step by step with no graph in sight. */
export function randomFlow(id: string, random: Random): RandomFlow {
  let count = 0;
  const name = <S extends Step>(step: S): S & { id: string } => ({ ...step, id: `n${count++}` });
  const simple = (): Step => {
    const kind = random.int(0, 5);
    if (kind < 2) return { do: 'map', add: random.int(1, 9) };
    if (kind < 3) return { do: 'filter', modulo: random.int(3, 5) };
    return { do: 'act', action: random.pick(ACTIONS) };
  };
  const few = (most: number) => Array.from({ length: random.int(1, most) }, simple);
  const step = (): Step => {
    const kind = random.int(0, 9);
    if (kind < 5) return simple();
    if (kind < 7) return { do: random.pick(['branch', 'both']), ways: [few(2), few(2)] };
    return { do: 'each', steps: few(3) };
  };
  const steps = Array.from({ length: random.int(2, 5) }, step);
  if (random.next() < 0.3) steps.push({ do: 'scatter', steps: few(3) });
  const named = steps.map((each) => nameAll(each, name));
  return { document: draw(id, named), expect: (input) => follow(id, named, input) };
}

type NamedTree = Named & { inner: NamedTree[][] };
function nameAll(step: Step, name: <S extends Step>(step: S) => S & { id: string }): NamedTree {
  const own = name(step);
  const lists =
    step.do === 'branch' || step.do === 'both'
      ? step.ways
      : step.do === 'each' || step.do === 'scatter'
        ? [step.steps]
        : [];
  return { ...own, inner: lists.map((list) => list.map((each) => nameAll(each, name))) };
}

/** Draws the steps as a graph. `at` is the end of the line so far, `value` the expression of the value there. */
function draw(id: string, steps: readonly NamedTree[]): FlowDocument {
  const nodes: FlowNode[] = [manual];
  const edges: string[] = [];
  let line = '';
  const drawAll = (list: readonly NamedTree[], from: string, of: string): { at: string; value: string } => {
    let [at, value] = [from, of];
    const add = (node: FlowNode) => {
      nodes.push(node);
      edges.push(`${at} > ${node.id}`);
      at = node.id;
    };
    const mapTo = (nodeId: string, expression: string) => {
      add({ id: nodeId, kind: 'map', with: { v: `{{${expression}}}` } });
      value = `${nodeId}.v`;
    };
    for (const step of list) {
      if (step.do === 'map') mapTo(step.id, `${value} + ${step.add}`);
      else if (step.do === 'filter') add({ id: step.id, kind: 'filter', when: `{{${value} % ${step.modulo} != 0}}` });
      else if (step.do === 'act') {
        const item = `${id}-${step.id}-{{start.n}}${line === '' ? '' : `-{{${line}.i}}`}`;
        add(act(step.id, step.action, item, { with: { item, value: `{{${value}}}` } }));
      } else if (step.do === 'branch' || step.do === 'both') {
        const [a, b] = [`${step.id}a`, `${step.id}b`];
        const before = value;
        if (step.do === 'branch')
          add({
            id: step.id,
            kind: 'branch',
            cases: [{ port: 'even', when: `{{${value} % 2 = 0}}` }],
            otherwise: 'odd',
          });
        const fork = at;
        const join = `${step.id}j`;
        for (const [index, wayId] of [a, b].entries()) {
          at = step.do === 'branch' ? `${fork}.${index === 0 ? 'even' : 'odd'}` : fork;
          value = before;
          mapTo(wayId, `${value} + ${index + 1}`);
          const end = drawAll(step.inner[index]!, at, value);
          edges.push(`${end.at} > ${join}`);
        }
        nodes.push({ id: join, kind: 'map', with: { v: `{{$sum([${a}.v, ${b}.v])}}` } });
        [at, value] = [join, `${join}.v`];
      } else {
        add({ id: step.id, kind: 'split', items: '{{start.lines}}' });
        line = step.id;
        const end = drawAll(step.inner[0]!, at, `(${value} + ${step.id}.w)`);
        line = '';
        at = end.at;
        if (step.do === 'scatter') continue;
        add({ id: `${step.id}z`, kind: 'aggregate', collect: `{{${end.value}}}` });
        mapTo(`${step.id}s`, `$sum(${step.id}z.items) + ${step.id}z.count`);
      }
    }
    return { at, value };
  };
  drawAll(steps, 'start', 'start.v');
  return flow(id, nodes, edges, { connections: { up: { connector: 'chaos' } } });
}

/** The same, for one record, as a person with a pencil would. */
function follow(id: string, steps: readonly NamedTree[], input: Input): Expected {
  const result: Expected = { total: 1, succeeded: 0, filtered: 0, effects: new Map() };
  /** @returns the value at the end, or undefined when a filter said no; `gone` when lines went their own ways */
  const go = (list: readonly NamedTree[], from: number, suffix: string): number | 'gone' | undefined => {
    let value = from;
    for (const step of list) {
      if (step.do === 'map') value += step.add;
      else if (step.do === 'filter') {
        if (value % step.modulo === 0) return undefined;
      } else if (step.do === 'act') result.effects.set(`${step.action} ${id}-${step.id}-${input.n}${suffix}`, value);
      else if (step.do === 'branch') {
        const way = value % 2 === 0 ? 0 : 1;
        if (go(step.inner[way]!, value + way + 1, suffix) === undefined) return undefined;
        value = value + way + 1;
      } else if (step.do === 'both') {
        const ends = [0, 1].map((way) => go(step.inner[way]!, value + way + 1, suffix));
        if (ends.every((end) => end === undefined)) return undefined;
        value = 2 * value + 3;
      } else {
        const ends = input.lines.map(({ i, w }) => go(step.inner[0]!, value + w, `-${i}`));
        const passed = ends.filter((end) => typeof end === 'number');
        result.total += ends.length;
        result.succeeded += passed.length;
        result.filtered += ends.length - passed.length;
        if (step.do === 'scatter') return ends.length === 0 ? undefined : 'gone';
        value = passed.reduce((sum, end) => sum + end, 0) + passed.length;
      }
    }
    return value;
  };
  if (go(steps, input.v, '') === undefined) result.filtered += 1;
  else result.succeeded += 1;
  return result;
}
