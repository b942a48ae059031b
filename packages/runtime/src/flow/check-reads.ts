import { type FlowDocument, type Problem, reservedNames } from '@raccord/contract';
import { type ExpressionPlace, expressionPlaces, stringsIn } from './expression-places.ts';
import type { FlowGraph } from './graph.ts';
import { problemAt, type Steps } from './problem-path.ts';
import type { TextReader } from './read-text.ts';
import { suggestion } from './schema-problems.ts';

/** Where expressions stand and what may be read there. */
type Scope = {
  /** The reader, as the sentence names it. */
  reader: string;
  /** Nodes that come before. */
  upstream: ReadonlySet<string>;
  /** Those of them whose output the record still carries. */
  visible: ReadonlySet<string>;
};

/** Whether every expression can be parsed and reads only what is there when it is evaluated. */
export function checkReads(flow: FlowDocument, graph: FlowGraph, read: TextReader): Problem[] {
  const problems: Problem[] = [];
  for (const [index, node] of flow.nodes.entries()) {
    const upstream = graph.upstream.get(node.id);
    for (const place of expressionPlaces(node)) {
      const steps = ['nodes', index, ...place.steps];
      // On or behind a cycle nothing is upstream for certain; the cycle is reported, what it hides is not.
      const scope = upstream && { reader: node.id, upstream, visible: graph.visible.get(node.id)! };
      problems.push(...checkPlace(flow, graph, read, place, steps, scope));
    }
  }
  const trigger = flow.nodes.find((node) => node.kind === 'trigger');
  const first = new Set(trigger === undefined ? [] : [trigger.id]);
  for (const place of stringsIn(flow.settings?.recordKey)) {
    // The key is made when the record is: nothing but the trigger has run.
    const scope = { reader: 'recordKey', upstream: first, visible: first };
    problems.push(...checkPlace(flow, graph, read, place, ['settings', 'recordKey'], scope));
  }
  return problems;
}

function checkPlace(
  flow: FlowDocument,
  graph: FlowGraph,
  read: TextReader,
  place: ExpressionPlace,
  steps: Steps,
  scope: Scope | undefined,
): Problem[] {
  const text = read(place.text);
  if (text.kind === 'broken') return [problemAt(flow, steps, text.failure.code, text.failure.params)];
  const form = place.bare && text.kind !== 'expression' ? [problemAt(flow, steps, 'flow.notExpression')] : [];
  if (text.kind === 'literal' || scope === undefined) return form;
  const reads = text.reads.flatMap((name) => {
    const found = judgeRead(graph, name, place, scope);
    return found === undefined ? [] : [problemAt(flow, steps, found.code, found.params, found.severity)];
  });
  return [...form, ...reads];
}

function judgeRead(
  graph: FlowGraph,
  name: string,
  place: ExpressionPlace,
  { reader, upstream, visible }: Scope,
): Pick<Problem, 'code' | 'params' | 'severity'> | undefined {
  const params = { name, reader };
  if (reservedNames.some((reserved) => reserved === name) || visible.has(name)) return undefined;
  if (upstream.has(name)) {
    return { code: 'flow.readsInsideSplit', params, severity: 'warning' };
  }
  if (name === reader) {
    return place.ownOutput ? undefined : { code: 'flow.readsItself', params, severity: 'error' };
  }
  if (graph.byId.has(name)) return { code: 'flow.notUpstream', params, severity: 'error' };
  // `find-order.total` without backticks is a subtraction: it reads `find` and `order`.
  const dashed = [...upstream].find(
    (id) => id.includes('-') && id.split('-').includes(name) && place.text.includes(id),
  );
  const near =
    dashed === undefined ? suggestion(name, [...upstream, ...reservedNames]) : { suggestion: `\`${dashed}\`` };
  return { code: 'flow.unknownName', params: { ...params, ...near }, severity: 'error' };
}
