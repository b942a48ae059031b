import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../api/client.ts';

export const connectionList = queryOptions({
  queryKey: ['connections'],
  queryFn: () => dataOf(api.GET('/api/connections')),
});
