import { infiniteQueryOptions, queryOptions, useQueryClient } from '@tanstack/react-query';
import { api, dataOf } from '../api/client.ts';
import { usePacedEvents } from '../api/live-events.ts';
import type { paths } from '../api/schema.ts';

export const views = ['open', 'decided', 'remembered'] as const;
export type View = (typeof views)[number];
/** What stands in the address: it can be sent to a colleague. */
export type ReviewSearch = { view?: Exclude<View, 'open'>; flow?: string; environment?: string; search?: string };

const text = (value: unknown) => (typeof value === 'string' && value !== '' && value.length <= 200 ? value : undefined);

/** Reads an address that anybody may have written. */
export function readReviewSearch(given: Record<string, unknown>): ReviewSearch {
  const view = views.find((each) => each === given.view);
  const [flow, environment, search] = [text(given.flow), text(given.environment), text(given.search)];
  return {
    ...(view === undefined || view === 'open' ? {} : { view }),
    ...(flow === undefined ? {} : { flow }),
    ...(environment === undefined ? {} : { environment }),
    ...(search === undefined ? {} : { search }),
  };
}

type Answer<P extends keyof paths> = paths[P] extends {
  get: { responses: { 200: { content: { 'application/json': infer A } } } };
}
  ? A
  : never;
export type ApprovalRow = Answer<'/api/approvals'>['approvals'][number];
export type Approval = Answer<'/api/approvals/{id}'>;
export type Field = NonNullable<Approval['fields']>[number];

/** All that is read of questions stands under this key: what answers one changes others. */
export const reviewKey = ['review'] as const;

const filterOf = ({ flow, environment, search }: ReviewSearch) => ({
  ...(flow === undefined ? {} : { flow }),
  ...(environment === undefined ? {} : { environmentId: environment }),
  ...(search === undefined ? {} : { search }),
});

export const approvalPages = (state: 'open' | 'decided', search: ReviewSearch) =>
  infiniteQueryOptions({
    queryKey: [...reviewKey, 'list', state, filterOf(search)],
    queryFn: ({ pageParam }) => {
      const after = pageParam === null ? {} : { after: pageParam };
      return dataOf(api.GET('/api/approvals', { params: { query: { state, ...filterOf(search), ...after } } }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });

export const approvalOf = (id: string) =>
  queryOptions({
    queryKey: [...reviewKey, 'one', id],
    queryFn: () => dataOf(api.GET('/api/approvals/{id}', { params: { path: { id } } })),
  });

export const rememberedPages = (search: ReviewSearch) =>
  infiniteQueryOptions({
    queryKey: [...reviewKey, 'remembered', filterOf(search)],
    queryFn: ({ pageParam }) => {
      const after = pageParam === null ? {} : { after: pageParam };
      return dataOf(api.GET('/api/remembered-choices', { params: { query: { ...filterOf(search), ...after } } }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });

/** What is asked and answered elsewhere shows at once. */
export function useReviewLive(): void {
  const queries = useQueryClient();
  usePacedEvents(['approval.asked', 'approval.decided', 'approval.forgotten', 'run.changed'], () =>
    queries.invalidateQueries({ queryKey: reviewKey }),
  );
}
