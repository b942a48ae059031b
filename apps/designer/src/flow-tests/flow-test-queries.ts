import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../api/client.ts';

export const flowTestList = (id: string) =>
  queryOptions({
    queryKey: ['flow-tests', id],
    queryFn: () => dataOf(api.GET('/api/flows/{id}/tests', { params: { path: { id } } })),
  });

export const flowTest = (id: string, test: string) =>
  queryOptions({
    queryKey: ['flow-tests', id, test],
    queryFn: () => dataOf(api.GET('/api/flows/{id}/tests/{test}', { params: { path: { id, test } } })),
    staleTime: 0,
  });

export type FlowTestSummary = Awaited<
  ReturnType<NonNullable<ReturnType<typeof flowTestList>['queryFn']>>
>['tests'][number];

/** Runs tests in a worker; `tests`: those only. */
export function runFlowTests(id: string, tests?: string[]) {
  return dataOf(
    api.POST('/api/flows/{id}/tests/run', { params: { path: { id } }, body: tests === undefined ? {} : { tests } }),
  );
}
export type Verdict = Awaited<ReturnType<typeof runFlowTests>>['results'][number];
