import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../api/client.ts';

/** The flows that failures can be of: all, the archived too. */
export const flowList = queryOptions({
  queryKey: ['flows', 'inbox'],
  queryFn: () => dataOf(api.GET('/api/flows')),
  staleTime: 60_000,
});
