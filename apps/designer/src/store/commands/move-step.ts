import type { FlowEdge } from '@raccord/contract';
import { portsOf } from '@raccord/runtime/flow/graph';
import { refusalOf } from '../../canvas/connect-rules.ts';
import { type Graph, nodeOfKey } from '../../canvas/graph.ts';
import { applyChanges, type Change } from '../changes.ts';
import type { Command } from '../history.ts';
import { insertEdges } from './edges.ts';
import { removeNodes } from './nodes.ts';

/**
 * Takes a step out of its place and puts it behind a way out of another one. What came into it goes on where it led, as when it is removed;
 * what followed at the new place follows it.
 */
export function moveStep(graph: Graph, key: string, behind: string, port: string): Command {
  const step = nodeOfKey(graph, key)!.node;
  const target = nodeOfKey(graph, behind)!.node;
  const changes: Change[] = removeNodes(graph, [key]).changes.filter(
    (change) => change.do === 'removeEdge' || change.do === 'insertEdge',
  );
  let current = applyChanges(graph, changes).graph;
  const make = (more: Change[]) => {
    changes.push(...more);
    current = applyChanges(current, more).graph;
  };
  const from = port === '' ? { from: target.id } : { from: target.id, port };
  const followers = current.edges.filter(({ edge }) => edge.from === target.id && (edge.port ?? '') === port);
  const [out = ''] = portsOf(step);
  const wanted = (edge: FlowEdge) => {
    if (refusalOf(current, edge) === undefined) make(insertEdges(current, [edge]));
  };
  make(followers.map(({ key: edgeKey }): Change => ({ do: 'removeEdge', key: edgeKey })));
  wanted({ ...from, to: step.id });
  for (const { edge } of followers)
    wanted(out === '' ? { from: step.id, to: edge.to } : { from: step.id, port: out, to: edge.to });
  return { name: 'moveStep', about: step.title ?? step.id, changes };
}
