import type { ConnectorRegistry, FlowDocument, Problem } from '@raccord/contract';
import { checkBindings } from '@raccord/runtime/flow/check-bindings';
import { checkFlow } from '@raccord/runtime/flow/check-flow';
import { type Binding, resolveBindings } from '../stores/bindings.ts';
import type { Db } from '../stores/database.ts';
import { deployedDocuments } from '../stores/deployments.ts';
import { checkScopes } from './check-scopes.ts';
import { storedDocument } from './read-document.ts';

type Place = { workspaceId: string; flowId: string; environmentId: string };

/** Everything that is known about a flow for an environment: its own problems, its slots, and what its neighbours write. */
export async function checkForEnvironment(
  db: Db,
  registry: ConnectorRegistry,
  place: Place,
  document: FlowDocument,
): Promise<{ problems: Problem[]; bindings: Record<string, Binding> }> {
  const { workspaceId, environmentId } = place;
  const bindings = await resolveBindings(db, place, document);
  const deployed = [];
  for (const { flowId, document: text } of await deployedDocuments(db, workspaceId, environmentId)) {
    const flow = storedDocument(text);
    deployed.push({ flow, bindings: await resolveBindings(db, { workspaceId, environmentId, flowId }, flow) });
  }
  const problems = [
    ...checkFlow(document, { registry, deployed, bindings }),
    ...checkBindings(document, bindings),
    ...checkScopes(document, registry, bindings),
  ];
  return { problems, bindings };
}

/** What is known about a flow wherever it will run. */
export function checkAlone(registry: ConnectorRegistry, document: FlowDocument): Problem[] {
  return checkFlow(document, { registry });
}
