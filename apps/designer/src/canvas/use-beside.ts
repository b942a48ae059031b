import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditor } from '../editor/editor-context.ts';
import { drawBeside, type Size } from './draw-beside.ts';
import type { Graph, Point } from './graph.ts';

/** What is drawn beside the steps while they are edited. */
export function useBeside(
  graph: Graph,
  shown: ReadonlyMap<string, Point>,
  dragged: ReadonlyMap<string, Point>,
  sized: ReadonlyMap<string, Size>,
) {
  const { t } = useTranslation();
  const chosen = useEditor(({ selection }) => selection);
  return useMemo(
    () => drawBeside(graph, { shown, dragged, sized, chosen }, t),
    [graph, shown, dragged, sized, chosen, t],
  );
}
