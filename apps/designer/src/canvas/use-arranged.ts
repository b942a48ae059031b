import { useEffect } from 'react';
import type { Editor } from '../store/editor-store.ts';
import { layOut } from './layout.ts';

/** ELK in a worker of its own, loaded when a flow is first opened. */
const elk = (async () => {
  const [{ default: Elk }, { default: worker }] = await Promise.all([
    import('elkjs/lib/elk-api.js'),
    import('elkjs/lib/elk-worker.min.js?url'),
  ]);
  return new Elk({ workerFactory: () => new Worker(worker) });
})();

/** Keeps the places of nodes nobody has put anywhere, whenever steps or edges change. */
export function useArranged({ store }: Editor): void {
  useEffect(() => {
    let latest = 0;
    const arrange = async () => {
      const mine = ++latest;
      const { graph } = store.getState().history;
      const arranged = await layOut(graph, await elk);
      if (mine === latest) store.setState({ arranged });
    };
    void arrange();
    const unsubscribe = store.subscribe(({ history: { graph } }, { history: { graph: before } }) => {
      if (
        graph.edges !== before.edges ||
        graph.head.groups !== before.head.groups ||
        shapeOf(graph) !== shapeOf(before)
      )
        void arrange();
    });
    return () => {
      latest = -1;
      unsubscribe();
    };
  }, [store]);
}

/** What the layout depends on beside the edges: which nodes there are, and how high they are. */
function shapeOf({ nodes }: ReturnType<Editor['graph']>): string {
  return nodes
    .map(({ key, node, at }) => {
      const ways = node.kind === 'branch' ? node.cases.map(({ port }) => port).join() + (node.otherwise ?? '') : '';
      return `${key} ${node.kind} ${ways} ${at === undefined}`;
    })
    .join('\n');
}
