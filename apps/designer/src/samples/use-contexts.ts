import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { fromGraph } from '../canvas/from-graph.ts';
import { useEditor, useGraph, useOpen } from '../editor/editor-context.ts';
import { exampleContext } from './example-context.ts';

/** What expressions of one step read: a key for each step before it, and `env`; one for each sample. */
export type Context = { id: string; label: string; value: Record<string, unknown> };
export type Contexts = {
  /** Never empty: an example stands in where no sample is known. */
  contexts: Context[];
  /** Index of the sample that is looked at, the same for all steps. */
  chosen: number;
  choose(index: number): void;
  loading: boolean;
};

/** @param nodeId id (not key) of the step */
export function useContexts(nodeId: string): Contexts {
  const { t } = useTranslation();
  const { editor, apps } = useOpen();
  const graph = useGraph();
  const chosen = useEditor((state) => state.chosenSample);
  const contexts = useMemo(
    () => [{ id: 'example', label: t('samples.example'), value: exampleContext(fromGraph(graph), nodeId, apps) }],
    [graph, nodeId, apps, t],
  );
  return { contexts, chosen: Math.min(chosen, contexts.length - 1), choose: editor.chooseSample, loading: false };
}
