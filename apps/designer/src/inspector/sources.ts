import type { FlowNode } from '@raccord/contract';
import { readGraph } from '@raccord/runtime/flow/graph';
import { fromGraph } from '../canvas/from-graph.ts';
import type { Graph } from '../canvas/graph.ts';
import type { Apps } from '../nodes/apps.ts';
import { asName } from '../store/rename-reads.ts';
import type { JsonSchema } from './json-schema.ts';

const DEPTH = 4;
const MOST_FIELDS = 400;

/** Everything an expression of this node can read, as it is written: the fields of the steps before it, nearest step first. */
export function sourcesOf(graph: Graph, id: string, apps: Apps): string[] {
  const read = readGraph(fromGraph(graph));
  const visible = read.visible.get(id) ?? new Set();
  const before = read.order.filter((one) => visible.has(one)).reverse();
  return before.flatMap((one) => fieldsGiven(read.byId.get(one)!.node, apps)).slice(0, MOST_FIELDS);
}

function fieldsGiven(node: FlowNode, apps: Apps): string[] {
  const name = asName(node.id);
  if (node.kind === 'map') return [name, ...Object.keys(node.with).map((field) => `${name}.${asName(field)}`)];
  if (node.kind !== 'trigger' && node.kind !== 'action') return ['filter', 'branch'].includes(node.kind) ? [] : [name];
  return [name, ...pathsIn((apps.find(node.uses)?.of.output ?? {}) as JsonSchema, name, DEPTH)];
}

function pathsIn(schema: JsonSchema, path: string, depth: number): string[] {
  if (depth === 0) return [];
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const here = `${path}.${asName(name)}`;
    return [here, ...pathsIn(field.items ?? field, here, depth - 1)];
  });
}
