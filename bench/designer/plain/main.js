import '@xyflow/react/dist/style.css';
import { ReactFlow } from '@xyflow/react';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';

// What the bench puts into the page before it starts: as many boxes and lines as ours, and no code of ours.
const { nodes, edges } = globalThis.drawn;

createRoot(document.getElementById('root')).render(
  createElement(ReactFlow, {
    defaultNodes: nodes,
    defaultEdges: edges,
    minZoom: 0.1,
    onlyRenderVisibleElements: true,
    defaultViewport: { x: 24, y: 40, zoom: 0.7 },
  }),
);
