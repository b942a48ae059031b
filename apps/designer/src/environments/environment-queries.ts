import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../api/client.ts';

export const environmentList = queryOptions({
  queryKey: ['environments'],
  queryFn: () => dataOf(api.GET('/api/environments')),
  staleTime: 60_000,
});

export type Environment = Awaited<ReturnType<NonNullable<typeof environmentList.queryFn>>>['environments'][number];
