import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../api/client.ts';
import type { paths } from '../api/schema.ts';

export const ranges = ['1h', '24h', '7d', '30d'] as const;
export type OverviewSearch = { environment?: string; range?: (typeof ranges)[number] };
export type OverviewData = paths['/api/overview']['get']['responses'][200]['content']['application/json'];
export type Held = OverviewData['needs']['held'][number];

export const overviewOf = (query: OverviewSearch) =>
  queryOptions({
    queryKey: ['overview', query],
    queryFn: () => dataOf(api.GET('/api/overview', { params: { query } })),
    // Counters follow the work within seconds; what is shown stays until the next is here.
    refetchInterval: 30_000,
    placeholderData: (before: OverviewData | undefined) => before,
  });

export const heldBehind = (connection?: string) =>
  queryOptions({
    queryKey: ['held', connection],
    queryFn: () => dataOf(api.GET('/api/held', { params: { query: connection === undefined ? {} : { connection } } })),
    refetchInterval: 10_000,
  });
