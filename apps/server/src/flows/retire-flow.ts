import { Failure } from '@raccord/contract';
import type { Kysely } from 'kysely';
import { listDeployments } from '../stores/deployments.ts';
import { recordEvent } from '../stores/events.ts';
import { removeFlow, workOf } from '../stores/flow-removal.ts';
import { archiveFlow, getFlow, unarchiveFlow } from '../stores/flows.ts';
import type { Database } from '../stores/schema.ts';
import { endService } from './deploy-flow.ts';

type Named = { workspaceId: string; flowId: string; by: string };

/**
 * Puts a flow away; its versions, runs and failures stay.
 * @param stop takes it out of service first, everywhere and in the same step; else a flow in service is refused
 */
export async function archive(db: Kysely<Database>, { stop, ...flow }: Named & { stop: boolean }): Promise<void> {
  const { workspaceId, flowId, by } = flow;
  await db.transaction().execute(async (tx) => {
    await getFlow(tx, workspaceId, flowId, true);
    const deployments = stop ? await listDeployments(tx, workspaceId, flowId) : [];
    for (const { environmentId, active } of deployments)
      if (active) await endService(tx, { ...flow, environment: environmentId });
    await archiveFlow(tx, workspaceId, flowId);
    await recordEvent(tx, {
      workspaceId,
      type: 'flow.archived',
      subject: `flow:${flowId}`,
      actor: by,
      live: { flowId },
    });
  });
}

/** Brings an archived flow back as a draft; it is in service nowhere. */
export async function unarchive(db: Kysely<Database>, { workspaceId, flowId, by }: Named): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await unarchiveFlow(tx, workspaceId, flowId);
    await recordEvent(tx, {
      ...{ workspaceId, type: 'flow.unarchived', subject: `flow:${flowId}`, actor: by },
      live: { flowId },
    });
  });
}

/**
 * Deletes an archived flow for ever, with its versions, addresses and tests.
 * @param named its id, typed by a person: asked for when it was ever in service, since senders may know its addresses
 * @throws Failure `config` / `server.flowNotArchived`, `server.flowHasWork`, `server.flowWasInService`
 */
export async function deleteForEver(
  db: Kysely<Database>,
  { workspaceId, flowId, by, named }: Named & { named?: string | undefined },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { name, archivedAt } = await getFlow(tx, workspaceId, flowId, true);
    if (archivedAt === null) throw new Failure('config', 'server.flowNotArchived', { flow: flowId });
    const work = await workOf(tx, workspaceId, flowId);
    if (work.records + work.failures + work.subscriptions > 0)
      throw new Failure('config', 'server.flowHasWork', { flow: flowId, ...work });
    const deployments = await listDeployments(tx, workspaceId, flowId);
    if (deployments.length > 0 && named !== flowId)
      throw new Failure('config', 'server.flowWasInService', { flow: flowId });
    await removeFlow(tx, workspaceId, flowId);
    await recordEvent(tx, {
      ...{ workspaceId, type: 'flow.deleted', subject: `flow:${flowId}`, actor: by, data: { name } },
      live: { flowId },
    });
  });
}
