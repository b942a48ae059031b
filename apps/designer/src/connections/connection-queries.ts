import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { api, dataOf } from '../api/client.ts';
import { useLiveEvents } from '../api/live-events.ts';

export const connectionList = queryOptions({
  queryKey: ['connections'],
  queryFn: () => dataOf(api.GET('/api/connections')),
});
export type Connection = Awaited<ReturnType<NonNullable<typeof connectionList.queryFn>>>['connections'][number];

/** One connection, with what uses it and which rights that takes. */
export const connectionDetail = (id: string) =>
  queryOptions({
    queryKey: ['connection', id],
    queryFn: () => dataOf(api.GET('/api/connections/{id}', { params: { path: { id } } })),
  });
export type ConnectionDetail = Awaited<ReturnType<NonNullable<ReturnType<typeof connectionDetail>['queryFn']>>>;

const types = ['created', 'changed', 'deleted', 'connected', 'notConnected', 'revoked'];

/** Keeps what is shown of connections in step with what others, workers and consent pages do to them. */
export function useConnectionsLive(): void {
  const queries = useQueryClient();
  useLiveEvents(
    types.map((type) => `connection.${type}`),
    ({ connectionId }) => {
      void queries.invalidateQueries({ queryKey: ['connections'] });
      void queries.invalidateQueries({
        queryKey: connectionId === undefined ? ['connection'] : ['connection', connectionId],
      });
    },
  );
}
