import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../api/client.ts';
import type { paths } from '../api/schema.ts';

export type TriggerDetail = paths['/api/triggers/{id}']['get']['responses'][200]['content']['application/json'];

export const triggerStates = (flow: string | undefined) =>
  queryOptions({
    queryKey: ['triggers', flow],
    queryFn: () => dataOf(api.GET('/api/trigger-states', { params: { query: flow === undefined ? {} : { flow } } })),
    refetchInterval: 15_000,
  });
export const triggerOf = (id: string) =>
  queryOptions({
    queryKey: ['trigger', id],
    queryFn: () => dataOf(api.GET('/api/triggers/{id}', { params: { path: { id } } })),
    refetchInterval: 10_000,
  });
export const occurrencesOf = (id: string) =>
  queryOptions({
    queryKey: ['trigger', id, 'occurrences'],
    queryFn: () => dataOf(api.GET('/api/triggers/{id}/occurrences', { params: { path: { id } } })),
    refetchInterval: 30_000,
  });
