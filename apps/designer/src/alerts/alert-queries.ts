import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, dataOf } from '../api/client.ts';
import { useLiveEvents } from '../api/live-events.ts';
import type { paths } from '../api/schema.ts';
import { currentLanguage } from '../i18n/index.ts';

export const views = ['open', 'rules', 'channels', 'history'] as const;
export type View = (typeof views)[number];
export type AlertSearch = { view?: View; incident?: string };

/** Reads the search of an address; what makes no sense is as if it were not there. */
export function readAlertSearch({ view, incident }: Record<string, unknown>): AlertSearch {
  const known = views.find((one) => one === view && one !== 'open');
  const id = typeof incident === 'string' && /^[0-9a-f-]{36}$/.test(incident) ? incident : undefined;
  return { ...(known === undefined ? {} : { view: known }), ...(id === undefined ? {} : { incident: id }) };
}

export type RuleBody = paths['/api/alert-rules']['post']['requestBody']['content']['application/json'];
export type ChannelBody = paths['/api/alert-channels']['post']['requestBody']['content']['application/json'];
export type Condition = RuleBody['condition'];

// The sentences come from the server, in the language of the screens.
const key = (...rest: unknown[]) => ['alerts', currentLanguage(), ...rest];

export const openList = () =>
  queryOptions({
    queryKey: key('open'),
    queryFn: () => dataOf(api.GET('/api/alert-incidents', { params: { query: { state: 'open', limit: 200 } } })),
  });
export type Incident = Awaited<ReturnType<NonNullable<ReturnType<typeof openList>['queryFn']>>>['incidents'][number];

export const oneIncident = (id: string) =>
  queryOptions({
    queryKey: key('one', id),
    queryFn: () => dataOf(api.GET('/api/alert-incidents', { params: { query: { id } } })),
  });

const afterOf = (after: string | undefined) => (after === undefined ? {} : { after });
export const closedList = () =>
  infiniteQueryOptions({
    queryKey: key('closed'),
    queryFn: ({ pageParam }) =>
      dataOf(
        api.GET('/api/alert-incidents', { params: { query: { state: 'closed', limit: 50, ...afterOf(pageParam) } } }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
export const deliveryList = () =>
  infiniteQueryOptions({
    queryKey: key('deliveries'),
    queryFn: ({ pageParam }) =>
      dataOf(api.GET('/api/alert-deliveries', { params: { query: { limit: 50, ...afterOf(pageParam) } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
export type Delivery = Incident['deliveries'][number];

export const ruleList = () =>
  queryOptions({ queryKey: key('rules'), queryFn: () => dataOf(api.GET('/api/alert-rules')) });
type Rules = Awaited<ReturnType<NonNullable<ReturnType<typeof ruleList>['queryFn']>>>;
export type Rule = Rules['rules'][number];
export type Mute = Rules['mutes'][number];

export const channelList = () =>
  queryOptions({ queryKey: key('channels'), queryFn: () => dataOf(api.GET('/api/alert-channels')) });
export type Channel = Awaited<ReturnType<NonNullable<ReturnType<typeof channelList>['queryFn']>>>['channels'][number];

export const rulePreview = (body: RuleBody, wanted: boolean) =>
  queryOptions({
    queryKey: key('preview', body),
    queryFn: ({ signal }) => dataOf(api.POST('/api/alert-rules/preview', { body, signal })),
    enabled: wanted,
    retry: false,
  });

/** Keeps what is shown in step with what the server finds and sends. */
export function useAlertsLive(): void {
  const queries = useQueryClient();
  useLiveEvents(['alert.changed', 'alert.rule', 'alert.channel'], () => {
    void queries.invalidateQueries({ queryKey: ['alerts'] });
  });
}

/** Does something, and looks again at everything. */
export function useAlertAct<T>(act: (of: T) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: act, onSettled: () => queries.invalidateQueries({ queryKey: ['alerts'] }) });
}
