import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../api/client.ts';

export const flowList = (archived: boolean) =>
  queryOptions({
    queryKey: ['flows', { archived }],
    queryFn: () => dataOf(api.GET('/api/flows', { params: { query: { archived } } })),
  });

/** Open failures, counted in groups; the list of flows shows how many each has. */
export const openFailures = queryOptions({
  queryKey: ['failure-groups', 'open'],
  queryFn: () => dataOf(api.GET('/api/failure-groups', { params: { query: { status: 'open' } } })),
});
