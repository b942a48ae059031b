import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../api/client.ts';

/** All flows by name: for choosing one, and for what an id is called. */
export const flowList = (archived: boolean) =>
  queryOptions({
    queryKey: ['flows', { archived }],
    queryFn: () => dataOf(api.GET('/api/flows', { params: { query: { archived } } })),
  });

export const sorts = ['name', 'lastRun', 'nextRun', 'failures', 'changed'] as const;
export type Sort = (typeof sorts)[number];
/** What the address of the list says; what is missing is as it is by default. */
export type FlowListSearch = {
  search?: string;
  tag?: string;
  archived?: boolean;
  sort?: Sort;
  order?: 'desc';
  page?: number;
};

/** What is to be different; undefined is as it is by default. */
export type ListChange = { [K in keyof FlowListSearch]?: FlowListSearch[K] | undefined };

export const FLOWS_PER_PAGE = 50;

/** One page of the list. While another one is fetched, the one before stays. */
export const flowPageList = (search: FlowListSearch) => {
  const query = { ...search, limit: FLOWS_PER_PAGE };
  return queryOptions({
    queryKey: ['flows', query],
    queryFn: () => dataOf(api.GET('/api/flows', { params: { query } })),
    placeholderData: keepPreviousData,
  });
};

type Answer = Awaited<ReturnType<NonNullable<ReturnType<typeof flowPageList>['queryFn']>>>;
export type ListedFlow = Answer['flows'][number];

export const templateList = (language: string) =>
  queryOptions({
    queryKey: ['templates', language],
    queryFn: () => dataOf(api.GET('/api/templates')),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Reads the search of an address; what makes no sense is as if it were not there. */
export function readListSearch(search: Record<string, unknown>): FlowListSearch {
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value.slice(0, 200) : undefined);
  const sort = sorts.find((one) => one === search.sort && one !== 'name');
  const page = Number.isInteger(search.page) && Number(search.page) > 1 ? Number(search.page) : undefined;
  const read = {
    search: text(search.search),
    tag: text(search.tag)?.slice(0, 50),
    archived: search.archived === true ? true : undefined,
    sort,
    order: search.order === 'desc' ? ('desc' as const) : undefined,
    page,
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}
