import '@xyflow/react/dist/style.css';
import { type Edge, type Node, ReactFlow } from '@xyflow/react';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';

/** What the bench puts into the page before it starts: the same places and edges as ours, and no code of ours. */
type Drawn = { nodes: Node[]; edges: Edge[] };
const { nodes, edges } = (globalThis as unknown as { drawn: Drawn }).drawn;

createRoot(document.getElementById('root')!).render(
  createElement(ReactFlow, {
    defaultNodes: nodes,
    defaultEdges: edges,
    minZoom: 0.1,
    onlyRenderVisibleElements: true,
    defaultViewport: { x: 24, y: 40, zoom: 0.7 },
  }),
);
