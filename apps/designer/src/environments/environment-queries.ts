import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../api/client.ts';

export const environmentList = queryOptions({
  queryKey: ['environments'],
  queryFn: () => dataOf(api.GET('/api/environments')),
  staleTime: 60_000,
});
