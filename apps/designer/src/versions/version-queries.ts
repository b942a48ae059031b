import type { FlowDocument } from '@raccord/contract';
import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../api/client.ts';

/** The draft as it is stored; `version` of a flow, or its draft. */
export type VersionName = number | 'draft';

export const versionList = (id: string) =>
  queryOptions({
    queryKey: ['flow-versions', id],
    queryFn: () => dataOf(api.GET('/api/flows/{id}/versions', { params: { path: { id } } })),
  });

export const deploymentList = (id: string) =>
  queryOptions({
    queryKey: ['flow-deployments', id],
    queryFn: () => dataOf(api.GET('/api/flows/{id}/deployments', { params: { path: { id } } })),
  });

/** Beside the editor's own copy, which is edited: this one is what the server has. */
export const storedDraft = (id: string) =>
  queryOptions({
    queryKey: ['flow-draft', id],
    queryFn: () => dataOf(api.GET('/api/flows/{id}', { params: { path: { id } } })),
    staleTime: 0,
  });

/** A version never changes; the draft does. */
export const documentOf = (id: string, name: VersionName) =>
  queryOptions({
    queryKey: ['flow-document', id, name],
    queryFn: async () => {
      const path = { id };
      const answer =
        name === 'draft'
          ? await dataOf(api.GET('/api/flows/{id}', { params: { path } }))
          : await dataOf(
              api.GET('/api/flows/{id}/versions/{version}', { params: { path: { ...path, version: name } } }),
            );
      return answer.document as FlowDocument;
    },
    ...(name === 'draft' ? { staleTime: 0, gcTime: 0 } : { staleTime: Number.POSITIVE_INFINITY }),
  });

/** What is wrong with the draft in an environment: its connections there too. */
export const problemsIn = (id: string, environment: string, version: VersionName, document: FlowDocument) =>
  queryOptions({
    queryKey: ['flow-problems', id, environment, version],
    queryFn: () =>
      dataOf(api.POST('/api/flows/{id}/check', { params: { path: { id } }, body: { environment, document } })),
    staleTime: 0,
    gcTime: 0,
  });

export const testVerdicts = (id: string, version: VersionName) =>
  queryOptions({
    queryKey: ['flow-test-verdicts', id, version],
    queryFn: () =>
      dataOf(
        api.POST('/api/flows/{id}/tests/run', {
          params: { path: { id } },
          body: version === 'draft' ? {} : { version },
        }),
      ),
    staleTime: 0,
    gcTime: 0,
  });

export const triggersIn = (flow: string, environment: string) =>
  queryOptions({
    queryKey: ['triggers', flow, environment],
    queryFn: () => dataOf(api.GET('/api/triggers', { params: { query: { flow, environment } } })),
    staleTime: 0,
  });
