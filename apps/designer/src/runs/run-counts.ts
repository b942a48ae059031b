import type { FlowEdge } from '@raccord/contract';
import type { ShownState } from '../ui/record-state.tsx';
import type { Progress } from './run-queries.ts';

export type Stop = { state: ShownState; count: number };

/** How many records stand at a step, in which states. `first`: the step that they all began at. */
export function stopsAt(progress: Progress, node: string, first: boolean): Stop[] {
  const here = progress.stops.filter((stop) => stop.node === node || (first && stop.node === null));
  const counts = new Map<ShownState, number>();
  for (const { state, reason, count } of here) {
    const shown = state === 'waiting' && reason === 'held' ? 'held' : state;
    counts.set(shown, (counts.get(shown) ?? 0) + count);
  }
  return [...counts].map(([state, count]) => ({ state, count }));
}

/** How many records went by an edge; undefined: nobody counted. */
export const countOf = (progress: Progress, edge: FlowEdge) =>
  progress.edges.find((one) => one.from === edge.from && one.to === edge.to && (one.port ?? '') === (edge.port ?? ''))
    ?.count;
