import type { FlowNode } from '@raccord/contract';
import { useQuery } from '@tanstack/react-query';
import { api, dataOf } from '../api/client.ts';
import { useOpen } from '../editor/editor-context.ts';
import { isExpression, type JsonSchema } from './json-schema.ts';
import { useNodeConnection } from './node-connection.ts';

/** Always the same one, so that what is worked out from it stays as it is. */
const none: never[] = [];

/**
 * The fields that only the account knows (custom fields, columns of a sheet) for the object behind a step. Not asked for as long as the
 * step does not say which one in plain values, or has no account.
 */
export function useAccountFields(node: FlowNode) {
  const { apps } = useOpen();
  const account = useNodeConnection(node);
  const found = 'uses' in node ? apps.find(node.uses) : undefined;
  const object = found?.app.objects.find(({ id }) => id === found.of.object);
  const schema = (found?.kind === 'action' ? found.of.input : found?.of.config) as JsonSchema | undefined;
  const place = placeIn('with' in node ? node.with : undefined, object?.place ?? [], schema?.required ?? []);
  const asks = object?.discovers === true && account !== undefined && place !== undefined;
  const query = useQuery({
    queryKey: ['account-fields', account?.id, account?.revision, object?.id, place],
    queryFn: ({ signal }) =>
      dataOf(
        api.POST('/api/connections/{id}/fields', {
          params: { path: { id: account!.id } },
          body: { object: object!.id, place: place! },
          signal,
        }),
      ),
    enabled: asks,
    staleTime: 5 * 60_000,
    retry: false,
  });
  return { fields: query.data?.fields ?? none, query, asks };
}

/** What of a step says which sheet or module is meant; undefined while a part of it is missing or an expression. */
function placeIn(
  values: unknown,
  names: readonly string[],
  required: readonly string[],
): Record<string, unknown> | undefined {
  const all = Object.entries((values ?? {}) as Record<string, unknown>);
  const place = Object.fromEntries(all.filter(([name]) => names.includes(name)));
  if (Object.values(place).some(isExpression)) return undefined;
  return names.some((name) => required.includes(name) && !Object.hasOwn(place, name)) ? undefined : place;
}
