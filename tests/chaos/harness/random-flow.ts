import type { FlowDocument, FlowNode } from '@raccord/contract';
import { act, flow, manual } from './flows.ts';
import type { Random } from './random.ts';

/** What a flow does to a record, one thing after the other. */
type Step =
  | { do: 'map'; add: number }
  | { do: 'filter'; modulo: number }
  | { do: 'act'; action: 'keyed' | 'upserted' | 'marked' }
  /** Refused where the value is a multiple; it goes on as if nothing were, or by its own port and is together again behind. */
  | { do: 'try'; modulo: number; over: 'ignore' | 'failed' }
  | { do: 'wait'; ms: number }
  /** Another flow that does one thing and adds one. */
  | { do: 'call' }
  /** One way or the other, by whether the value is even; together again behind. */
  | { do: 'branch'; ways: [Step[], Step[]] }
  /** Both ways; together again behind, with the sum. */
  | { do: 'both'; ways: [Step[], Step[]] }
  /** A record for each line, put together again behind. */
  | { do: 'each'; steps: Step[] }
  /** A record for each line, each to its own end. */
  | { do: 'scatter'; steps: Step[] }
  /** One record for what is left of the whole run, which does one thing with the sum. */
  | { do: 'gather' };
type Named = Step & { id: string };

export type Input = { n: number; k: string; v: number; lines: { i: number; w: number }[] };
export type Expected = { total: number; succeeded: number; filtered: number; effects: Map<string, number> };
export type RandomFlow = { document: FlowDocument; expect(inputs: readonly Input[], runId: string): Expected };

const ACTIONS = ['keyed', 'upserted', 'marked'] as const;

/** A flow at random, and what it must do to a record, worked out step by step with no graph in sight. */
export function randomFlow(id: string, random: Random): RandomFlow {
  let count = 0;
  const name = <S extends Step>(step: S): S & { id: string } => ({ ...step, id: `n${count++}` });
  const simple = (): Step => {
    const kind = random.int(0, 11);
    if (kind < 3) return { do: 'map', add: random.int(1, 9) };
    if (kind < 4) return { do: 'filter', modulo: random.int(3, 5) };
    if (kind < 6) return { do: 'try', modulo: random.int(2, 3), over: random.pick(['ignore', 'failed']) };
    if (kind < 7) return { do: 'wait', ms: random.int(1, 300) };
    if (kind < 8) return { do: 'call' };
    return { do: 'act', action: random.pick(ACTIONS) };
  };
  const few = (most: number) => Array.from({ length: random.int(1, most) }, simple);
  const each = (): Step => ({ do: 'each', steps: few(3) });
  const way = (): Step[] => (random.next() < 0.3 ? [...few(1), each()] : few(2));
  const step = (): Step => {
    const kind = random.int(0, 9);
    if (kind < 5) return simple();
    if (kind < 7) return { do: random.pick(['branch', 'both']), ways: [way(), way()] };
    return each();
  };
  const steps = Array.from({ length: random.int(2, 5) }, step);
  const end: Step[] = random.next() < 0.3 ? [{ do: 'gather' }] : [];
  if (random.next() < 0.3) steps.push({ do: 'scatter', steps: [...few(3), ...end] });
  else steps.push(...end);
  const named = steps.map((each) => nameAll(each, name));
  const ordered = random.next() < 0.4;
  return { document: draw(id, named, ordered), expect: (inputs, runId) => expectation(id, named, inputs, runId) };
}

/** The flow that `call` calls. */
export const calledFlow = flow(
  'called',
  [
    manual,
    act('done', 'keyed', '{{start.item}}', { with: { item: '{{start.item}}', value: '{{start.value}}' } }),
    { id: 'answer', kind: 'respond', body: { v: '{{start.value + 1}}' } },
  ],
  ['start > done', 'done > answer'],
  { connections: { up: { connector: 'chaos' } } },
);

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
function draw(id: string, steps: readonly NamedTree[], ordered: boolean): FlowDocument {
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
      const item = `${id}-${step.id}-{{start.n}}${line === '' ? '' : `-{{${line}.i}}`}`;
      const given = { item, value: `{{${value}}}` };
      if (step.do === 'map') mapTo(step.id, `${value} + ${step.add}`);
      else if (step.do === 'filter') add({ id: step.id, kind: 'filter', when: `{{${value} % ${step.modulo} != 0}}` });
      else if (step.do === 'act') add(act(step.id, step.action, item, { with: given }));
      else if (step.do === 'wait') add({ id: step.id, kind: 'wait', for: `${step.ms}ms` });
      else if (step.do === 'call') {
        add({ id: step.id, kind: 'subflow', flow: calledFlow.id, with: given });
        value = `${step.id}.v`;
      } else if (step.do === 'try' && step.over === 'ignore') {
        add(act(step.id, 'picky', item, { with: { ...given, modulo: step.modulo }, onFailure: 'ignore' }));
      } else if (step.do === 'branch' || step.do === 'both' || step.do === 'try') {
        const [a, b] = [`${step.id}a`, `${step.id}b`];
        const before = value;
        if (step.do === 'branch')
          add({
            id: step.id,
            kind: 'branch',
            cases: [{ port: 'even', when: `{{${value} % 2 = 0}}` }],
            otherwise: 'odd',
          });
        if (step.do === 'try') add(act(step.id, 'picky', item, { with: { ...given, modulo: step.modulo } }));
        const ports = { branch: ['.even', '.odd'], both: ['', ''], try: ['', '.failed'] }[step.do];
        const fork = at;
        const join = `${step.id}j`;
        for (const [index, wayId] of [a, b].entries()) {
          at = `${fork}${ports[index]}`;
          value = before;
          mapTo(wayId, `${value} + ${index + 1}`);
          const end = drawAll(step.inner[index] ?? [], at, value);
          edges.push(`${end.at} > ${join}`);
        }
        nodes.push({ id: join, kind: 'map', with: { v: `{{$sum([${a}.v, ${b}.v])}}` } });
        [at, value] = [join, `${join}.v`];
      } else if (step.do === 'gather') {
        add({ id: `${step.id}z`, kind: 'aggregate', of: 'run', collect: `{{${value}}}` });
        const whole = `${id}-${step.id}-{{run.id}}`;
        add(act(step.id, 'keyed', whole, { with: { item: whole, value: `{{$sum(${step.id}z.items)}}` } }));
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
  const settings = ordered ? { settings: { ordering: 'key' as const, recordKey: '{{start.k}}' } } : {};
  return flow(id, nodes, edges, { ...settings, connections: { up: { connector: 'chaos' } } });
}

/** The same, as a person with a pencil would. */
function expectation(id: string, steps: readonly NamedTree[], inputs: readonly Input[], runId: string): Expected {
  const result: Expected = { total: 0, succeeded: 0, filtered: 0, effects: new Map() };
  const gathered = new Map<string, number>();
  for (const input of inputs) follow(id, steps, input, result, gathered);
  for (const [step, sum] of gathered) {
    result.total += 1;
    result.succeeded += 1;
    result.effects.set(`keyed ${id}-${step}-${runId}`, sum);
  }
  return result;
}

function follow(
  id: string,
  steps: readonly NamedTree[],
  input: Input,
  result: Expected,
  gathered: Map<string, number>,
): void {
  result.total += 1;
  /** @returns the value at the end, or undefined when a filter said no; `gone` when lines went their own ways */
  const go = (list: readonly NamedTree[], from: number, suffix: string): number | 'gone' | undefined => {
    let value = from;
    for (const step of list) {
      if (step.do === 'map') value += step.add;
      else if (step.do === 'filter') {
        if (value % step.modulo === 0) return undefined;
      } else if (step.do === 'act') result.effects.set(`${step.action} ${id}-${step.id}-${input.n}${suffix}`, value);
      else if (step.do === 'call') {
        result.effects.set(`keyed ${id}-${step.id}-${input.n}${suffix}`, value);
        value += 1;
      } else if (step.do === 'try') {
        const refused = value % step.modulo === 0;
        if (!refused) result.effects.set(`keyed ${id}-${step.id}-${input.n}${suffix}`, value);
        if (step.over === 'failed') value += refused ? 2 : 1;
      } else if (step.do === 'gather') gathered.set(step.id, (gathered.get(step.id) ?? 0) + value);
      else if (step.do === 'branch') {
        const way = value % 2 === 0 ? 0 : 1;
        if (go(step.inner[way]!, value + way + 1, suffix) === undefined) return undefined;
        value = value + way + 1;
      } else if (step.do === 'both') {
        const ends = [0, 1].map((way) => go(step.inner[way]!, value + way + 1, suffix));
        if (ends.every((end) => end === undefined)) return undefined;
        value = 2 * value + 3;
      } else if (step.do === 'each' || step.do === 'scatter') {
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
}
