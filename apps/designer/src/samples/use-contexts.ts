import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { fromGraph } from '../canvas/from-graph.ts';
import { useEditor, useGraph, useOpen } from '../editor/editor-context.ts';
import { useMay } from '../session/use-may.ts';
import { useCurrentEnvironment } from '../shell/current-environment.ts';
import { beforeStep, type Seen, seenAt } from './contexts-of.ts';
import { exampleContext, exampleRecord } from './example-context.ts';
import { useSampleLabel } from './sample-label.ts';
import { type Sample, sampleList, samplesInUse, type TriedOn, tryHeld } from './sample-queries.ts';

/** What expressions of one step read: a key for each step before it, `env` and `run`; one for each record of each sample. */
export type Context = { id: string; label: string; value: Record<string, unknown> };
export type Contexts = {
  /** Never empty: an example stands in where no sample is known. */
  contexts: Context[];
  /** Index of what is looked at; the sample is the same for all steps. */
  chosen: number;
  choose(index: number): void;
  loading: boolean;
};

/** Milliseconds without an edit before what comes before a step is tried again. */
const PAUSE_MS = 400;
const nothing: readonly Sample[] = [];

/** @param nodeId id (not key) of the step */
export function useContexts(nodeId: string): Contexts {
  const { t } = useTranslation();
  const { editor, apps } = useOpen();
  const graph = useGraph();
  const chosenSample = useEditor((state) => state.chosenSample);
  const chosenPart = useEditor((state) => state.chosenPart);
  const labelOf = useSampleLabel();
  const { samples, seen, loading } = useSeen(nodeId);
  const example = useMemo(() => exampleContext(fromGraph(graph), nodeId, apps), [graph, nodeId, apps]);
  const contexts = useMemo((): Context[] => {
    if (seen === undefined) return [{ id: 'example', label: t('samples.example'), value: example }];
    return seen.map(({ sample: index, part, value }) => {
      const sample = samples[index];
      const parts = seen.filter((other) => other.sample === index).length;
      const label = sample === undefined ? t('samples.example') : labelOf(sample);
      return {
        id: `${sample?.id ?? 'example'}/${part}`,
        label: parts > 1 ? t('samples.part', { label, part: part + 1, parts }) : label,
        value,
      };
    });
  }, [seen, samples, example, labelOf, t]);
  const at = seen?.findIndex(({ sample, part }) => sample === chosenSample && part === chosenPart) ?? 0;
  return {
    contexts,
    chosen: Math.max(0, at),
    choose: (index) => editor.chooseSample(seen?.[index]?.sample ?? 0, seen?.[index]?.part),
    loading,
  };
}

/** What the steps before this one give, tried with effects held back; tried again only when one of them has changed. */
function useSeen(nodeId: string): { samples: readonly Sample[]; seen: Seen[] | undefined; loading: boolean } {
  const { apps } = useOpen();
  const flowId = useEditor((state) => state.flowId);
  const [graph] = useDebouncedValue(useGraph(), PAUSE_MS);
  const { current } = useCurrentEnvironment();
  const may = useMay('builder');
  const list = useQuery({ ...sampleList(flowId), enabled: may });
  const document = useMemo(() => fromGraph(graph), [graph]);
  const before = useMemo(() => beforeStep(document, nodeId), [document, nodeId]);
  const trigger = document.nodes.find(({ kind }) => kind === 'trigger')?.id;
  const all = list.data ?? nothing;
  const samples = useMemo(() => samplesInUse(all, trigger), [all, trigger]);
  const pins = all.flatMap(({ id, pinned, node }) => (pinned && node !== trigger ? [id] : []));
  const tried: TriedOn[] =
    samples.length > 0 ? samples.map(({ id }) => ({ id })) : [{ data: exampleRecord(document, apps) }];
  const environment = current?.id;
  const query = useQuery({
    queryKey: ['seen', before, tried, pins, environment],
    queryFn: ({ signal }) => tryHeld(before!, environment!, tried, {}, signal),
    enabled: before !== undefined && environment !== undefined && list.data !== undefined,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const held = query.data;
  const seen = useMemo(
    () => (held === undefined ? undefined : seenAt(held, nodeId, tried.length, exampleContext(document, nodeId, apps))),
    [held, nodeId, tried.length, document, apps],
  );
  return { samples, seen: seen?.length === 0 ? undefined : seen, loading: list.isLoading || query.isFetching };
}
