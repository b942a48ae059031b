import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../api/client.ts';

/** Who is signed in. */
export const session = queryOptions({
  queryKey: ['session'],
  queryFn: () => dataOf(api.GET('/api/session')),
  staleTime: 60_000,
});
