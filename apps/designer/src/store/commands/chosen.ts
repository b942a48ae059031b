import type { Graph, Point } from '../../canvas/graph.ts';
import type { Selection } from '../editor-store.ts';
import type { Command } from '../history.ts';
import { groupAbout, groupOf, ungroup } from './groups.ts';
import { moveNodes, removeNodes } from './nodes.ts';
import { moveNotes, removeNotes } from './notes.ts';

/** Takes away all that is chosen; the steps of a chosen group stay. One edit, whatever was chosen. */
export function removeChosen(graph: Graph, { nodes, edges, notes, groups }: Selection): Command {
  const away = removeNotes(graph, notes);
  if (nodes.length + edges.length === 0) {
    const apart = ungroup(graph, groups);
    if (notes.length === 0) return apart;
    return { ...away, changes: [...away.changes, ...apart.changes] };
  }
  const command = removeNodes(graph, nodes, edges);
  return { ...command, changes: [...command.changes, ...away.changes] };
}

/** Puts steps and notes where they were dragged; `group`: the one they were dragged by. */
export function moveDrawn(
  graph: Graph,
  moved: { nodes: ReadonlyMap<string, Point>; notes: ReadonlyMap<string, Point>; group?: string | undefined },
  shown: ReadonlyMap<string, Point>,
): Command {
  const notes = moveNotes(graph, moved.notes);
  if (moved.nodes.size === 0) return notes;
  const nodes = moveNodes(graph, moved.nodes, shown);
  const changes = [...nodes.changes, ...notes.changes];
  const group = groupOf(graph, moved.group);
  return group === undefined
    ? { ...nodes, changes }
    : { name: 'moveGroup', about: groupAbout(group), changes, series: `moveGroup ${group.id}` };
}
