import type { ConnectorRegistry, FlowDocument, Problem } from '@raccord/contract';
import type { Bindings } from './check-bindings.ts';
import { checkDrawing } from './check-drawing.ts';
import type { TextKind } from './check-fields.ts';
import { checkGraph } from './check-graph.ts';
import { checkReads } from './check-reads.ts';
import { checkSettings } from './check-settings.ts';
import { checkUses } from './check-uses.ts';
import { checkWrites, type DeployedFlow } from './check-writes.ts';
import { readGraph } from './graph.ts';
import { problemAt } from './problem-path.ts';
import { readText, type TextReader } from './read-text.ts';

export type CheckOptions = {
  registry: ConnectorRegistry;
  /** Names of the environment's lookup tables, beside the flow's own. */
  tables?: readonly string[];
  /** The flows deployed in the environment, this one's older version included or not. */
  deployed?: readonly DeployedFlow[];
  /** The environment's connections in this flow's slots; without them two flows' writes cannot be compared. */
  bindings?: Bindings;
};

/** Most different expressions in a flow: checking that many takes about a second of the server's time. */
export const MAX_EXPRESSIONS = 10_000;

/**
 * Everything that can be known about a flow before it runs (design.md §3). Pure but for the clock, which tells whether a schedule has a
 * next time; never throws for a flow that `parseFlow` accepted. Whether the slots are bound is for `checkBindings`, at deploy.
 * @returns problems in the order of the checks; a flow may be deployed when none is of severity `error`
 */
export function checkFlow(flow: FlowDocument, options: CheckOptions): Problem[] {
  const { registry, tables, deployed, bindings } = options;
  const graph = readGraph(flow);
  const { read, isFull } = boundedReader();
  const textKind = (text: string): TextKind => {
    const found = read(text);
    return found.kind === 'broken' ? { kind: 'expression' } : found;
  };
  const settings = {
    registry,
    ...(tables === undefined ? {} : { tables }),
    ...(deployed === undefined ? {} : { flows: deployed.map((other) => other.flow.id) }),
  };
  const problems = [
    ...checkGraph(flow, graph),
    ...checkUses(flow, registry),
    ...checkSettings(flow, settings, textKind),
    ...checkReads(flow, graph, read),
    ...checkDrawing(flow, graph),
    ...checkWrites({ flow, bindings: bindings ?? {} }, deployed ?? [], registry),
  ];
  if (isFull()) problems.unshift(problemAt(flow, ['nodes'], 'flow.tooManyExpressions', { limit: MAX_EXPRESSIONS }));
  return problems;
}

/** What was compiled of late, over all flows: while a flow is drawn it is checked after each edit, and all but one text is as it was. */
const lately = new Map<string, ReturnType<TextReader>>();
const MOST_LATELY = 4_000;
const LONGEST_KEPT = 2_000;

function readOnce(text: string): ReturnType<TextReader> {
  const found = lately.get(text) ?? readText(text);
  if (text.length > LONGEST_KEPT) return found;
  // What was asked for last is forgotten last.
  lately.delete(text);
  lately.set(text, found);
  if (lately.size > MOST_LATELY) lately.delete(lately.keys().next().value!);
  return found;
}

/** Fields and reads are checked apart, and templates repeat: each text is compiled once. Texts beyond the bound are not compiled. */
function boundedReader(): { read: TextReader; isFull(): boolean } {
  const known = new Map<string, ReturnType<TextReader>>();
  let full = false;
  const read: TextReader = (text) => {
    if (!text.includes('{{')) return { kind: 'literal', value: text };
    let found = known.get(text);
    if (found === undefined) {
      full ||= known.size >= MAX_EXPRESSIONS;
      if (full) return { kind: 'expression', reads: [] };
      found = readOnce(text);
      known.set(text, found);
    }
    return found;
  };
  return { read, isFull: () => full };
}
