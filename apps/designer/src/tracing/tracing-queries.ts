import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, dataOf } from '../api/client.ts';
import { queries } from '../api/queries.ts';
import { useLiveQueries } from '../runs/run-queries.ts';

export type Subject = { flow: string } | { connectionId: string };

const PAGE = 200;
/** Its end by time is told by nobody. */
const AGAIN_MS = 5_000;

export const tracingList = (of: Subject) =>
  queryOptions({
    queryKey: ['tracings', 'list', of],
    queryFn: () => {
      const query = 'flow' in of ? { flow: of.flow } : { connection: of.connectionId };
      return dataOf(api.GET('/api/tracings', { params: { query } }));
    },
    refetchInterval: ({ state }) => (state.data?.tracings.some(({ ended }) => ended === null) ? AGAIN_MS : false),
  });
export type Tracing = Awaited<ReturnType<NonNullable<ReturnType<typeof tracingList>['queryFn']>>>['tracings'][number];

export const oneTracing = (id: string) =>
  queryOptions({
    queryKey: ['tracings', 'one', id],
    queryFn: () => dataOf(api.GET('/api/tracings/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data?.ended === null ? AGAIN_MS : false),
  });

type Found = Awaited<ReturnType<typeof readAfter>>[number];
type CallData = {
  method: string;
  url: string;
  requestHeaders: Record<string, string>;
  requestBody: string;
  status: number | null;
  answerHeaders: Record<string, string>;
  answerBody: string;
  failure: { code: string } | null;
  ms: number;
};
type EvaluationData = {
  expressions: { path: string; expression: string; result: string | null }[];
  more: number;
  input: string;
  failure: { code: string } | null;
};
type Base = Omit<Found, 'kind' | 'data'>;
export type Entry = (Base & { kind: 'call'; data: CallData }) | (Base & { kind: 'evaluation'; data: EvaluationData });

const readAfter = async (id: string, after: number) => {
  const params = { path: { id }, query: { after, limit: PAGE } };
  return (await dataOf(api.GET('/api/tracings/{id}/entries', { params }))).entries;
};

/** All that was seen; asked again, only what has come since is fetched. */
export const entryList = (id: string) => {
  const queryKey = ['tracings', 'entries', id] as const;
  return queryOptions({
    queryKey,
    queryFn: async (): Promise<Entry[]> => {
      const all = [...(queries.getQueryData<Entry[]>(queryKey) ?? [])];
      for (;;) {
        const page = await readAfter(id, all.at(-1)?.seq ?? 0);
        all.push(...(page as Entry[]));
        if (page.length < PAGE) return all;
      }
    },
  });
};

/** Keeps what is shown of tracings in step with what workers see and people switch. */
export function useTracingsLive(): void {
  useLiveQueries(['tracing.changed', 'tracing.started', 'tracing.stopped'], [['tracings']]);
}

export function useTracingAct<T>(act: (of: T) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: act, onSettled: () => client.invalidateQueries({ queryKey: ['tracings'] }) });
}

export const stopTracing = (id: string) => dataOf(api.POST('/api/tracings/{id}/stop', { params: { path: { id } } }));
