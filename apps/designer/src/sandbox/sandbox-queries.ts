import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, dataOf } from '../api/client.ts';

export const views = ['data', 'calls', 'faults', 'events'] as const;
export type View = (typeof views)[number];
export type SandboxSearch = { system?: string; view?: View; table?: string; q?: string; page?: number; all?: true };

export function readSandboxSearch(search: Record<string, unknown>): SandboxSearch {
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
  const [system, table, q] = [text(search.system), text(search.table), text(search.q)?.slice(0, 200)];
  const view = views.find((known) => known === search.view);
  const page = Number.isInteger(search.page) && Number(search.page) > 1 ? Number(search.page) : undefined;
  return {
    ...(system === undefined ? {} : { system }),
    ...(view === undefined || view === 'data' ? {} : { view }),
    ...(table === undefined ? {} : { table }),
    ...(q === undefined ? {} : { q }),
    ...(page === undefined ? {} : { page }),
    ...(search.all === true ? { all: true } : {}),
  };
}

/** The stand-ins say nothing by themselves; looking again is cheap. */
const AGAIN_MS = 4_000;
export const PAGE = 25;

export const systemList = queryOptions({
  queryKey: ['sandbox', 'systems'],
  queryFn: () => dataOf(api.GET('/api/sandbox/systems')),
  refetchInterval: AGAIN_MS,
});
export type System = Awaited<ReturnType<NonNullable<typeof systemList.queryFn>>>['systems'][number];

export const tablePage = (system: string, table: string, search: string, page: number) =>
  queryOptions({
    queryKey: ['sandbox', 'table', system, table, search, page],
    queryFn: () =>
      dataOf(
        api.GET('/api/sandbox/systems/{system}/tables/{table}', {
          params: { path: { system, table }, query: { search, offset: (page - 1) * PAGE, limit: PAGE } },
        }),
      ),
    placeholderData: keepPreviousData,
    refetchInterval: AGAIN_MS,
  });
export type Row = Record<string, unknown>;

export const callList = (system: string | undefined) =>
  queryOptions({
    queryKey: ['sandbox', 'calls', system],
    queryFn: () =>
      dataOf(api.GET('/api/sandbox/calls', { params: { query: { ...(system === undefined ? {} : { system }) } } })),
    refetchInterval: AGAIN_MS,
  });
export type SandboxCall = Awaited<ReturnType<NonNullable<ReturnType<typeof callList>['queryFn']>>>['calls'][number];

export const faultList = queryOptions({
  queryKey: ['sandbox', 'faults'],
  queryFn: () => dataOf(api.GET('/api/sandbox/faults')),
  refetchInterval: AGAIN_MS,
});
export type Fault = Awaited<ReturnType<NonNullable<typeof faultList.queryFn>>>['faults'][number];

/** Does something at the stand-ins, and looks again at all of them. */
export function useSandboxAct<T, R>(act: (of: T) => Promise<R>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: act, onSettled: () => queries.invalidateQueries({ queryKey: ['sandbox'] }) });
}
