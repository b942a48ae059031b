import type { FlowDocument, Problem } from '@raccord/contract';
import { problemAt } from './problem-path.ts';

/** The connections an environment has put into a flow's slots, by slot. */
export type Bindings = Readonly<Record<string, { id: string; connector: string }>>;

/** Whether every slot that a node uses holds a connection of the right connector; asked when a flow is deployed to an environment. */
export function checkBindings(flow: FlowDocument, bindings: Bindings): Problem[] {
  const used = new Set(flow.nodes.map((node) => ('connection' in node ? node.connection : undefined)));
  return Object.entries(flow.connections ?? {}).flatMap(([slot, { connector }]) => {
    if (!used.has(slot)) return [];
    const bound = Object.hasOwn(bindings, slot) ? bindings[slot] : undefined;
    if (bound === undefined) return [problemAt(flow, ['connections', slot], 'flow.unbound', { slot, connector })];
    if (bound.connector === connector) return [];
    return [problemAt(flow, ['connections', slot], 'flow.boundToOther', { slot, connector, other: bound.connector })];
  });
}
