import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../api/client.ts';
import { type InboxSearch, type Status, statusOf } from './inbox-search.ts';

/** All that is read of failures stands under this key: what changes one thing changes others. */
export const inboxKey = ['inbox'] as const;
const PAGE = 200;

export const groupList = (search: InboxSearch, me: string | undefined) => {
  const { tab = 'open', flow, environment, kind, who, tag } = search;
  const query = {
    status: statusOf[tab],
    ...(tab === 'open' ? { snoozed: false } : tab === 'snoozed' ? { snoozed: true } : {}),
    ...(flow === undefined ? {} : { flow }),
    ...(environment === undefined ? {} : { environmentId: environment }),
    ...(kind === undefined ? {} : { kind }),
    ...(who === undefined ? {} : { assignee: who === 'nobody' ? '' : who === 'mine' ? (me ?? '') : who.slice(1) }),
    ...(tag === undefined ? {} : { tag }),
  };
  return queryOptions({
    queryKey: [...inboxKey, 'groups', query],
    queryFn: () => dataOf(api.GET('/api/failure-groups', { params: { query } })),
    // What is being run again comes back or goes away without anybody telling.
    refetchInterval: ({ state: { data } }) =>
      data !== undefined && (data.jobs.length > 0 || data.counts.retrying > 0) ? 1_500 : false,
  });
};

export const groupOf = (fingerprint: string) =>
  queryOptions({
    queryKey: [...inboxKey, 'group', fingerprint],
    queryFn: () => dataOf(api.GET('/api/failure-groups/{fingerprint}', { params: { path: { fingerprint } } })),
    refetchInterval: ({ state: { data } }) => (data !== undefined && data.counts.retrying > 0 ? 1_500 : false),
  });

export const failurePages = (fingerprint: string, status: Status, search: string | undefined) =>
  infiniteQueryOptions({
    queryKey: [...inboxKey, 'failures', { fingerprint, status, search }],
    queryFn: ({ pageParam }) => {
      const after = pageParam === null ? {} : { after: pageParam };
      const query = { fingerprint, status, limit: PAGE, ...after, ...(search === undefined ? {} : { search }) };
      return dataOf(api.GET('/api/failures', { params: { query } }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });

export const failureOf = (id: string) =>
  queryOptions({
    queryKey: [...inboxKey, 'failure', id],
    queryFn: () => dataOf(api.GET('/api/failures/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state: { data } }) => (data?.status === 'retrying' ? 1_500 : false),
  });

export const recordOf = (id: string) =>
  queryOptions({
    queryKey: [...inboxKey, 'record', id],
    queryFn: () => dataOf(api.GET('/api/records/{id}', { params: { path: { id } } })),
    retry: false,
  });

export const jobOf = (id: string) =>
  queryOptions({
    queryKey: [...inboxKey, 'job', id],
    queryFn: () => dataOf(api.GET('/api/failure-jobs/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state: { data } }) => (data === undefined || data.endedAt === null ? 700 : false),
  });

export const versionOf = (flow: string, version: number) =>
  queryOptions({
    queryKey: ['flow-version', flow, version],
    queryFn: () => dataOf(api.GET('/api/flows/{id}/versions/{version}', { params: { path: { id: flow, version } } })),
    staleTime: Number.POSITIVE_INFINITY,
  });

type Result<Q> = Q extends { queryFn?: infer F }
  ? F extends (...args: never[]) => infer R
    ? Awaited<R>
    : never
  : never;
export type GroupList = Result<ReturnType<typeof groupList>>;
export type Group = GroupList['groups'][number];
export type GroupDetail = Result<ReturnType<typeof groupOf>>;
export type Failure = Result<ReturnType<typeof failureOf>>;
export type FailureRow = Omit<Failure, 'data' | 'mayHaveRun' | 'canLook'>;
export type RecordDetail = Result<ReturnType<typeof recordOf>>;
