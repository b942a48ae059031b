import { useMutation } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiFailure } from '../api/client.ts';
import { failureText } from '../api/failure-text.ts';
import { fromGraph } from '../canvas/from-graph.ts';
import { useOpen } from '../editor/editor-context.ts';
import { exampleRecord } from './example-context.ts';
import { type Held, type Sample, type TriedOn, tryHeld } from './sample-queries.ts';
import { countStates, marksOf, type Tried } from './tried.ts';
import { startRealTry, watchRun } from './try-for-real.ts';

export type Mode = 'held' | 'sandbox' | 'real';
export type Part = { node?: string; only?: boolean };
export type Asked = { part: Part; mode: Mode; samples: readonly Sample[]; environment: string; confirmed?: boolean };
/** What the server says a run would reach. */
export type Reached = {
  nodes: string[];
  what: string;
  standIn: boolean;
  connection?: { name: string; account: string | null };
};
/** A run for real that somebody has to agree to, with what it would send. */
export type ToConfirm = { asked: Asked; reached: Reached[]; held: Held };

type Outcome = { tried: Tried } | { toConfirm: ToConfirm } | { cancelled: true };

/** Trying the drawing as it is on the screen; what comes of it is put onto the canvas. */
export function useTrying(onConfirm: (asked: ToConfirm) => void) {
  const { t } = useTranslation();
  const { editor, apps } = useOpen();
  const cancelling = useRef<AbortController>(undefined);

  const act = async ({ part, mode, samples, environment, confirmed = false }: Asked): Promise<Outcome> => {
    const graph = editor.graph();
    const document = fromGraph(graph);
    const on: TriedOn[] =
      samples.length > 0 ? samples.map(({ id }) => ({ id })) : [{ data: exampleRecord(document, apps) }];
    const known = { graph, samples: samples.map(({ id }) => id) };
    cancelling.current = new AbortController();
    const { signal } = cancelling.current;
    try {
      if (mode === 'held') return { tried: { ...known, ...(await tryHeld(document, environment, on, part, signal)) } };
      const run = await startRealTry({ document, environment, samples: on, mode, confirm: confirmed, ...part });
      const trigger = document.nodes.find(({ kind }) => kind === 'trigger')?.id;
      const { ended, records } = await watchRun(run, trigger);
      const rest = { calls: [], skippedWaits: [], answeredApprovals: [], replaced: {}, env: {} };
      return { tried: { ...known, ...rest, records, run: { id: run, ended } } };
    } catch (failure) {
      if (signal.aborted) return { cancelled: true };
      if (!(failure instanceof ApiFailure) || failure.code !== 'trial.notConfirmed') throw failure;
      const held = await tryHeld(document, environment, on, part, signal);
      const asked = { part, mode, samples, environment };
      return { toConfirm: { asked, held, reached: failure.params.reached as Reached[] } };
    }
  };

  const mutation = useMutation({
    mutationFn: act,
    onMutate: () => editor.say(t('samples.trying')),
    onSuccess: (outcome) => {
      if ('cancelled' in outcome) return editor.say(t('samples.cancelled'));
      if ('toConfirm' in outcome) return onConfirm(outcome.toConfirm);
      const { tried } = outcome;
      editor.store.setState({ tried, nodeMarks: marksOf(tried.records) });
      editor.say(t('samples.triedSaid', { what: tellStates(tried, t) }));
    },
    onError: (failure) => editor.say(failureText(failure)),
  });
  return {
    busy: mutation.isPending,
    failure: mutation.error ?? undefined,
    start: (asked: Asked) => mutation.mutate(asked),
    cancel: () => cancelling.current?.abort(),
  };
}

/** `2 succeeded, 1 failed`, for whoever does not see the marks. */
export function tellStates({ records }: Pick<Tried, 'records'>, t: TFunction): string {
  return countStates(records)
    .map(([state, count]) => `${count} ${t(`state.${state}`)}`)
    .join(', ');
}
