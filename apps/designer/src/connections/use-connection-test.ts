import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, dataOf } from '../api/client.ts';

/** Tries a connection; what came of it is kept with it. */
export function useConnectionTest() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => dataOf(api.POST('/api/connections/{id}/test', { params: { path: { id } }, body: {} })),
    onSettled: async (_answer, _failure, id) => {
      await queries.invalidateQueries({ queryKey: ['connections'] });
      await queries.invalidateQueries({ queryKey: ['connection', id] });
    },
  });
}
