import type { FlowDocument } from '@raccord/contract';
import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../api/client.ts';

export const sampleList = (flowId: string) =>
  queryOptions({
    queryKey: ['samples', flowId],
    queryFn: async () =>
      (await dataOf(api.GET('/api/flows/{id}/samples', { params: { path: { id: flowId } } }))).samples,
    staleTime: 60_000,
  });
export type Sample = Awaited<ReturnType<NonNullable<ReturnType<typeof sampleList>['queryFn']>>>[number];

/** What a sample holds never changes. */
export const sampleData = (id: string) =>
  queryOptions({
    queryKey: ['sample', id],
    queryFn: async () => (await dataOf(api.GET('/api/samples/{id}', { params: { path: { id } } }))).data,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** So many samples are tried together. */
export const MOST_TRIED = 50;

/** Those of the trigger that flows are tried on, newest first: the pinned ones, or all where none is. */
export function samplesInUse(samples: readonly Sample[], trigger: string | undefined): Sample[] {
  const ofTrigger = samples.filter(({ node }) => node === trigger);
  const pinned = ofTrigger.filter((sample) => sample.pinned);
  return (pinned.length > 0 ? pinned : ofTrigger).slice(0, MOST_TRIED);
}

export type TriedOn = { id: string } | { data: unknown };
type Part = { node?: string; only?: boolean };

/** Tries a draft with every effect held back. @throws ApiFailure */
export async function tryHeld(
  document: FlowDocument,
  environment: string,
  samples: readonly TriedOn[],
  part: Part = {},
  signal?: AbortSignal,
) {
  const body = { document, environment, samples: [...samples], ...part };
  const params = { path: { id: document.id } };
  const { held } = await dataOf(api.POST('/api/flows/{id}/try', { params, body, ...(signal && { signal }) }));
  return held!;
}
export type Held = Awaited<ReturnType<typeof tryHeld>>;
export type TriedRecord = Held['records'][number];
