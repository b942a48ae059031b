import { type ConnectorRegistry, Failure, type FlowDocument } from '@raccord/contract';
import type { Kysely } from 'kysely';
import { wantedScopes } from '../connections/scopes.ts';
import { bindSlot, resolveBindings } from '../stores/bindings.ts';
import { wantScopes } from '../stores/connection-scopes.ts';
import { getConnection } from '../stores/connections.ts';
import type { Db } from '../stores/database.ts';
import { listDeployments } from '../stores/deployments.ts';
import { getEnvironment } from '../stores/environments.ts';
import { recordEvent } from '../stores/events.ts';
import { getVersionText } from '../stores/flow-versions.ts';
import { getFlow } from '../stores/flows.ts';
import type { Database } from '../stores/schema.ts';
import { moveTriggers } from '../stores/triggers.ts';
import { storedDocument } from './read-document.ts';

export type BindCommand = {
  workspaceId: string;
  flowId: string;
  /** Name or id. */
  environment: string;
  slot: string;
  /** null: the environment's default again. */
  connectionId: string | null;
  by: string;
};

/**
 * Puts a connection into a flow's slot. A version that is in service changes over at once, its triggers too.
 * @throws Failure `missing` / `server.noSlot`, `server.noConnection`; `input` / `server.otherConnector`
 */
export async function bindConnection(
  db: Kysely<Database>,
  registry: ConnectorRegistry,
  command: BindCommand,
): Promise<void> {
  const { workspaceId, flowId, slot, connectionId, by } = command;
  await db.transaction().execute(async (tx) => {
    const draft = storedDocument((await getFlow(tx, workspaceId, flowId, true)).draft);
    const { id: environmentId } = await getEnvironment(tx, workspaceId, command.environment);
    const place = { workspaceId, flowId, environmentId };
    const inService = await documentInService(tx, place);
    const needed = slotOf(draft, slot) ?? slotOf(inService, slot);
    if (needed === undefined) throw new Failure('missing', 'server.noSlot', { flow: flowId, slot });
    if (connectionId !== null) {
      const connection = await getConnection(tx, workspaceId, connectionId);
      if (connection.environmentId !== environmentId)
        throw new Failure('missing', 'server.noConnection', { connection: connection.name });
      if (connection.connector !== needed.connector)
        throw new Failure('input', 'server.otherConnector', {
          slot,
          connector: needed.connector,
          found: connection.connector,
        });
    }
    await bindSlot(tx, place, slot, connectionId);
    if (inService !== undefined) {
      const nodes = inService.nodes.filter((node) => node.kind === 'trigger' && node.connection === slot);
      const now = await resolveBindings(tx, place, inService);
      await wantScopes(tx, wantedScopes(inService, registry, now));
      await moveTriggers(
        tx,
        place,
        nodes.map(({ id }) => id),
        now[slot]?.id ?? null,
      );
    }
    await recordEvent(tx, {
      workspaceId,
      type: 'flow.bound',
      subject: `flow:${flowId}`,
      actor: by,
      data: { slot, environmentId, connectionId },
      live: { flowId, environmentId },
    });
  });
}

function slotOf(flow: FlowDocument | undefined, slot: string): { connector: string } | undefined {
  const slots = flow?.connections ?? {};
  return Object.hasOwn(slots, slot) ? slots[slot] : undefined;
}

async function documentInService(
  db: Db,
  { workspaceId, flowId, environmentId }: { workspaceId: string; flowId: string; environmentId: string },
): Promise<FlowDocument | undefined> {
  const deployments = await listDeployments(db, workspaceId, flowId);
  const here = deployments.find((each) => each.environmentId === environmentId && each.active);
  if (here === undefined) return undefined;
  return storedDocument(await getVersionText(db, workspaceId, flowId, here.version));
}
