import { useReducedMotion } from '@mantine/hooks';
import { type ReactFlowInstance, useReactFlow, useStore } from '@xyflow/react';
import { useEffect } from 'react';
import { useEditor } from '../editor/editor-context.ts';
import { noteOf } from '../store/commands/notes.ts';
import type { Point } from './graph.ts';
import { NODE_WIDTH } from './node-ports.ts';

/** Below this zoom the words cannot be read. */
const READABLE = 0.7;

/** A small flow is shown whole; of one that would become too small to read, its beginning. */
export async function showStart(flow: ReactFlowInstance, count: number): Promise<void> {
  await flow.fitView({ maxZoom: 1, padding: 0.1 });
  if (flow.getZoom() >= READABLE || count === 0) return;
  const { x, y, height } = flow.getNodesBounds(flow.getNodes());
  const { top, bottom } = document.querySelector('.react-flow')!.getBoundingClientRect();
  await flow.setViewport({ x: 24 - x * READABLE, y: (bottom - top) / 2 - (y + height / 2) * READABLE, zoom: READABLE });
}

/** What is chosen elsewhere (outline, problems) comes into sight, and stays there when the drawing is given less room. */
export function useShowChosen(shown: ReadonlyMap<string, Point>): void {
  const flow = useReactFlow();
  const still = useReducedMotion();
  const key = useEditor(({ selection }) => (selection.nodes.length === 1 ? selection.nodes[0] : undefined));
  const note = useEditor(({ selection: { notes }, history }) =>
    notes.length === 1 ? noteOf(history.graph, notes[0]) : undefined,
  );
  const room = useStore(({ width, height }) => `${width} ${height}`);
  const { x, y } = (key === undefined ? note : shown.get(key)) ?? {};
  useEffect(() => {
    const box = document.querySelector('.react-flow')?.getBoundingClientRect();
    if (x === undefined || y === undefined || box === undefined || room === '0 0') return;
    const at = flow.flowToScreenPosition({ x, y });
    const zoom = flow.getZoom();
    const inside =
      at.x >= box.left && at.y >= box.top && at.x + NODE_WIDTH * zoom <= box.right && at.y + 70 * zoom <= box.bottom;
    if (!inside)
      void flow.setCenter(x + NODE_WIDTH / 2, y + 40, {
        zoom: Math.max(zoom, READABLE),
        duration: still ? 0 : 150,
      });
  }, [flow, x, y, still, room]);
}
