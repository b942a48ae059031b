import type { Graph } from '../canvas/graph.ts';
import { flatSources, sourceTree } from '../mapping/source-tree.ts';
import type { Apps } from '../nodes/apps.ts';

const MOST_FIELDS = 400;

/** Everything an expression of this node can read, as it is written: the fields of the steps before it, nearest step first. */
export function sourcesOf(graph: Graph, id: string, apps: Apps): string[] {
  const tree = sourceTree(graph, id, apps, 'en', (node) => node.id).filter(({ step }) => step.kind !== 'env');
  return flatSources(tree)
    .map(({ path }) => path)
    .slice(0, MOST_FIELDS);
}
