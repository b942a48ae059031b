import type { FlowDocument } from '@raccord/contract';
import { infiniteQueryOptions, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, dataOf } from '../api/client.ts';
import { type LiveEvent, usePacedEvents } from '../api/live-events.ts';
import type { paths } from '../api/schema.ts';

export type RunSearch = {
  search?: string;
  flow?: string;
  environment?: string;
  status?: 'running' | 'succeeded' | 'partial' | 'failed' | 'cancelled';
  cause?: 'webhook' | 'schedule' | 'poll' | 'manual' | 'subflow' | 'replay' | 'trial';
  /** How far back they began. */
  time?: keyof typeof times;
};
const HOUR = 3_600_000;
export const times = { '1h': HOUR, '24h': 24 * HOUR, '7d': 168 * HOUR, '30d': 720 * HOUR } as const;
export const runStatuses = ['running', 'succeeded', 'partial', 'failed', 'cancelled'] as const;
export const runCauses = ['webhook', 'schedule', 'poll', 'manual', 'subflow', 'replay', 'trial'] as const;

type Answer<P extends keyof paths> = paths[P] extends {
  get: { responses: { 200: { content: { 'application/json': infer A } } } };
}
  ? A
  : never;
export type Run = Answer<'/api/runs/{id}'>;
export type Progress = Answer<'/api/runs/{id}/progress'>;
export type RecordSummary = Answer<'/api/runs/{id}/records'>['records'][number];
export type RecordDetail = Answer<'/api/records/{id}'>;
export type ReplayPreview = Answer<'/api/runs/{id}/replay'>;
export type TimelineEntry = Answer<'/api/runs/{id}/timeline'>['entries'][number];

const PAGE = 50;

export const runList = ({ time, ...filter }: RunSearch) =>
  infiniteQueryOptions({
    queryKey: ['runs', filter, time],
    queryFn: ({ pageParam }) => {
      const from = time === undefined ? {} : { from: new Date(Date.now() - times[time]).toISOString() };
      const after = pageParam === '' ? {} : { after: pageParam };
      return dataOf(api.GET('/api/runs', { params: { query: { ...filter, ...from, ...after, limit: PAGE } } }));
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
    maxPages: 10,
    getPreviousPageParam: () => undefined,
    // Events tell of batches that ended: a run whose first batch takes long is seen by looking.
    refetchInterval: 5_000,
  });

const path = (id: string) => ({ params: { path: { id } } });
export const runOf = (id: string) =>
  queryOptions({ queryKey: ['run', id], queryFn: () => dataOf(api.GET('/api/runs/{id}', path(id))) });
export const progressOf = (id: string) =>
  queryOptions({
    queryKey: ['run', id, 'progress'],
    queryFn: () => dataOf(api.GET('/api/runs/{id}/progress', path(id))),
  });
export const timelineOf = (id: string) =>
  queryOptions({
    queryKey: ['run', id, 'timeline'],
    queryFn: () => dataOf(api.GET('/api/runs/{id}/timeline', path(id))),
  });
export const replayOf = (id: string) =>
  queryOptions({
    queryKey: ['run', id, 'replay'],
    queryFn: () => dataOf(api.GET('/api/runs/{id}/replay', path(id))),
    staleTime: 0,
  });
export const recordOf = (id: string) =>
  queryOptions({ queryKey: ['record', id], queryFn: () => dataOf(api.GET('/api/records/{id}', path(id))) });

export const recordsOf = (id: string, state: RecordSummary['state'] | undefined) =>
  infiniteQueryOptions({
    queryKey: ['run', id, 'records', state],
    queryFn: ({ pageParam }) => {
      const query = {
        limit: 200,
        ...(state === undefined ? {} : { state }),
        ...(pageParam === '' ? {} : { after: pageParam }),
      };
      return dataOf(api.GET('/api/runs/{id}/records', { params: { path: { id }, query } }));
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
  });

export const versionOf = (flowId: string, version: number) =>
  queryOptions({
    queryKey: ['flow', flowId, 'version', version],
    queryFn: () => dataOf(api.GET('/api/flows/{id}/versions/{version}', { params: { path: { id: flowId, version } } })),
    // A version never changes.
    staleTime: Number.POSITIVE_INFINITY,
  });

/** What people call a step of the version that ran: its id where it has no title, or where that version is gone. */
export function useStepName(flowId: string, version: number): (node: string) => string {
  const document = useQuery({ ...versionOf(flowId, version), retry: false }).data?.document as FlowDocument | undefined;
  return (node) => document?.nodes.find(({ id }) => id === node)?.title ?? node;
}

/** Reads again what is shown when something it depends on has changed (`usePacedEvents`). */
export function useLiveQueries(
  types: readonly string[],
  keys: readonly (readonly unknown[])[],
  concerns: (event: LiveEvent) => boolean = () => true,
): void {
  const queries = useQueryClient();
  const look = () => {
    for (const queryKey of keys) void queries.invalidateQueries({ queryKey });
  };
  usePacedEvents(types, look, concerns);
}

/** Flows by id, those that are archived too: their runs are still here. */
export const flowNames = queryOptions({
  queryKey: ['flows', 'names'],
  queryFn: async () => {
    const lists = await Promise.all(
      [false, true].map((archived) => dataOf(api.GET('/api/flows', { params: { query: { archived } } }))),
    );
    return { flows: lists.flatMap(({ flows }) => flows).map(({ id, name }) => ({ id, name })) };
  },
  staleTime: 30_000,
});

/** What people call a flow; its id until that is known. */
export function useFlowName(): (id: string) => string {
  const flows = useQuery(flowNames).data?.flows;
  return (id) => flows?.find((flow) => flow.id === id)?.name ?? id;
}
