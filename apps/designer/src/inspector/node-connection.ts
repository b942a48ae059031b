import type { FlowNode } from '@raccord/contract';
import { useQuery } from '@tanstack/react-query';
import { api, dataOf } from '../api/client.ts';
import { connectionList } from '../connections/connection-queries.ts';
import { useEditor, useOpen } from '../editor/editor-context.ts';
import { useCurrentEnvironment } from '../shell/current-environment.ts';

/** What each environment has put into the slots of a flow; read again when the draft was saved. */
export const bindingsOf = (flowId: string, environment: { id: string; name: string }, revision: number) => ({
  queryKey: ['bindings', flowId, environment.id, revision],
  queryFn: () => {
    const path = { id: flowId, environment: environment.name };
    return dataOf(api.GET('/api/flows/{id}/bindings/{environment}', { params: { path } }));
  },
});

export type Account = NonNullable<ReturnType<typeof useNodeConnection>>;

/**
 * The account a step would work with in the environment chosen in the top bar: what is bound to its slot, else the environment's default
 * for the app. Undefined where there is none, or none is needed.
 */
export function useNodeConnection(node: FlowNode) {
  const { apps } = useOpen();
  const flowId = useEditor((state) => state.flowId);
  const revision = useEditor(({ saved }) => saved.revision);
  const known = useEditor(({ saved }) => saved.graph.head.connections);
  const { current } = useCurrentEnvironment();
  const slot = 'connection' in node ? node.connection : undefined;
  const isSaved = slot !== undefined && known !== undefined && Object.hasOwn(known, slot);
  const environment = current ?? { id: '', name: '' };
  const bindings = useQuery({
    ...bindingsOf(flowId, environment, revision),
    enabled: current !== undefined && isSaved,
    staleTime: 30_000,
  });
  const connections = useQuery(connectionList).data?.connections ?? [];
  if (!('uses' in node) || current === undefined) return undefined;
  const app = apps.find(node.uses)?.app;
  if (app === undefined) return undefined;
  const here = connections.filter((one) => one.environmentId === current.id && one.connector === app.id);
  const bound = bindings.data?.slots.find((one) => one.slot === slot)?.connection;
  const found = here.find(({ id }) => id === bound?.id) ?? here.find(({ isDefault }) => isDefault);
  return found === undefined ? undefined : { ...found, app, environment: current };
}
