import type { FlowDocument, FlowNode } from '@raccord/contract';
import type { Graph } from '../../canvas/graph.ts';
import type { Command } from '../history.ts';
import { changeNode } from './settings.ts';

/**
 * Gives fields of a node other expressions.
 * @param node the node with them
 * @param about the field in words, or how many
 * @param typed the place that is being typed into: what is typed in one go is one command
 */
export function mapFields(
  graph: Graph,
  key: string,
  node: FlowNode,
  { name, about, typed }: { name: 'mapField' | 'mapFields' | 'unmapField'; about: string; typed?: string },
): Command {
  const { changes } = changeNode(graph, key, node, 'with');
  return { name, about, changes, ...(typed === undefined ? {} : { series: `${key} ${typed}` }) };
}

type Table = NonNullable<FlowDocument['tables']>[string];

/** Puts other rows into a table of the flow, or makes the table. */
export function changeTable(graph: Graph, id: string, rows: Table['rows']): Command {
  const tables = graph.head.tables ?? {};
  const changed = { ...tables, [id]: { ...(Object.hasOwn(tables, id) ? tables[id] : {}), rows } };
  return {
    name: 'changeTable',
    about: id,
    changes: [{ do: 'setHead', head: { tables: changed } }],
    series: `table ${id}`,
  };
}
