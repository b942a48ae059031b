import {
  type ConnectorRegistry,
  Failure,
  type FlowDocument,
  type NodeOf,
  type TriggerDefinition,
} from '@raccord/contract';
import { triggerOf } from '@raccord/runtime/flow/check-uses';
import { resolveBindings } from '../stores/bindings.ts';
import type { Db } from '../stores/database.ts';
import { getEnvironment } from '../stores/environments.ts';

export type TriggerPlace = {
  node: NodeOf<'trigger'>;
  definition: TriggerDefinition;
  config: Record<string, unknown>;
  connectionId?: string;
};

/**
 * The trigger of a flow as it is drawn, with the connection it has in an environment.
 * @throws Failure `missing` / `sample.noStep`, `server.noEnvironment`; `config` / `sample.notConnected`
 */
export async function triggerPlace(
  { db, registry }: { db: Db; registry: ConnectorRegistry },
  {
    workspaceId,
    document,
    ...asked
  }: { workspaceId: string; document: FlowDocument; node: string; environment: string },
): Promise<TriggerPlace> {
  const node = document.nodes.find(
    (each): each is NodeOf<'trigger'> => each.id === asked.node && each.kind === 'trigger',
  );
  const definition = node && triggerOf(registry, node.uses);
  if (node === undefined || definition === undefined)
    throw new Failure('missing', 'sample.noStep', { step: asked.node });
  const environment = await getEnvironment(db, workspaceId, asked.environment);
  const config = { ...node.with };
  if (node.connection === undefined) return { node, definition, config };
  const place = { workspaceId, flowId: document.id, environmentId: environment.id };
  const bound = (await resolveBindings(db, place, document))[node.connection];
  if (bound === undefined)
    throw new Failure('config', 'sample.notConnected', { slot: node.connection, environment: environment.name });
  return { node, definition, config, connectionId: bound.id };
}
