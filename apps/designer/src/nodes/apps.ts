import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../api/client.ts';

export const connectorList = queryOptions({
  queryKey: ['connectors'],
  queryFn: () => dataOf(api.GET('/api/connectors')),
  staleTime: Number.POSITIVE_INFINITY,
});

type Answer = Awaited<ReturnType<NonNullable<typeof connectorList.queryFn>>>;
export type App = Answer['connectors'][number];
export type Operation = { app: App } & (
  | { kind: 'trigger'; of: App['triggers'][number] }
  | { kind: 'action'; of: App['actions'][number] }
);

/** What flows can be made of, found by the `uses` of a node. */
export type Apps = { list: readonly App[]; find(uses: string): Operation | undefined };

export function readApps(list: readonly App[]): Apps {
  const byUses = new Map<string, Operation>();
  for (const app of list) {
    for (const of of app.triggers) byUses.set(of.id, { app, kind: 'trigger', of });
    for (const of of app.actions) byUses.set(of.id, { app, kind: 'action', of });
  }
  return { list, find: (uses) => byUses.get(uses) };
}

/** Whether a node that uses it names a connection: as the server's check sees it. */
export function needsConnection({ auth, endpoints, settings }: App): boolean {
  return auth.kind !== 'none' && (endpoints !== undefined || hasRequired(auth.credentials) || hasRequired(settings));
}

function hasRequired(schema: unknown): boolean {
  const required: unknown = typeof schema === 'object' && schema !== null ? Reflect.get(schema, 'required') : undefined;
  return Array.isArray(required) && required.length > 0;
}
