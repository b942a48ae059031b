import { type ConnectorRegistry, Failure, type Problem } from '@raccord/contract';
import { canonicalFlow, flowDigest } from '@raccord/runtime/flow/canonical';
import type { Kysely } from 'kysely';
import { wantedScopes } from '../connections/scopes.ts';
import { wantScopes } from '../stores/connection-scopes.ts';
import type { Db } from '../stores/database.ts';
import { endDeployment, putDeployment } from '../stores/deployments.ts';
import { getEnvironment } from '../stores/environments.ts';
import { recordEvent } from '../stores/events.ts';
import { ensureVersion, getVersionText } from '../stores/flow-versions.ts';
import { getFlow } from '../stores/flows.ts';
import { notifyChange } from '../stores/notify.ts';
import type { Database } from '../stores/schema.ts';
import { putTriggers, stopTriggers } from '../stores/triggers.ts';
import { checkForEnvironment } from './check-draft.ts';
import { planTriggers } from './plan-triggers.ts';
import { hasErrors, storedDocument } from './read-document.ts';

export type DeployCommand = {
  workspaceId: string;
  flowId: string;
  /** Name or id. */
  environment: string;
  /** An earlier version; absent: the draft, which becomes a version if it is none yet. */
  version?: number | undefined;
  note?: string | undefined;
  by: string;
  /** Digest of the document whose tests have passed: what an environment that asks for them wants to see. */
  tested?: string | undefined;
};

/**
 * Puts a flow into service in an environment, all or nothing: version, deployment, triggers, history.
 * @throws Failure `config` / `server.flowHasProblems` with the `problems`; `duplicate` / `server.draftChanged` when what was tested is
 *   no longer the draft; `missing` when flow, version or environment is not there
 */
export async function deployFlow(
  db: Kysely<Database>,
  registry: ConnectorRegistry,
  command: DeployCommand,
  now: number,
): Promise<{ version: number; problems: Problem[] }> {
  const { workspaceId, flowId, note, by } = command;
  return db.transaction().execute(async (tx) => {
    const flow = await getFlow(tx, workspaceId, flowId, true);
    const { id: environmentId, name, testsRequired } = await getEnvironment(tx, workspaceId, command.environment);
    const text =
      command.version === undefined ? flow.draft : await getVersionText(tx, workspaceId, flowId, command.version);
    const document = storedDocument(text);
    // Somebody saved while its tests ran: they said nothing about this one.
    if (testsRequired && command.tested !== flowDigest(document))
      throw new Failure('duplicate', 'server.draftChanged', { revision: flow.revision, by: flow.updatedBy });
    const place = { workspaceId, flowId, environmentId };
    const { problems, bindings } = await checkForEnvironment(tx, registry, place, document);
    if (hasErrors(problems)) {
      const count = problems.filter(({ severity }) => severity === 'error').length;
      throw new Failure('config', 'server.flowHasProblems', { count, problems });
    }
    const content = { document: canonicalFlow(document), digest: flowDigest(document), note, by };
    const version = command.version ?? (await ensureVersion(tx, workspaceId, flowId, content));
    await putDeployment(tx, { ...place, version, by });
    await wantScopes(tx, wantedScopes(document, registry, bindings));
    await putTriggers(tx, place, planTriggers(document, registry, bindings, now));
    await notifyChange(tx, `flow:${workspaceId}:${flowId}`);
    await recordEvent(tx, {
      workspaceId,
      type: 'flow.deployed',
      subject: `flow:${flowId}`,
      actor: by,
      data: { version, environment: name, ...(note === undefined ? {} : { note }) },
      live: { flowId, environmentId },
    });
    return { version, problems };
  });
}

type EndCommand = Pick<DeployCommand, 'workspaceId' | 'flowId' | 'environment' | 'by'>;

/**
 * Takes a flow out of service: its triggers stop, records under way go on. Addresses and cursors are kept.
 * @throws Failure `missing` / `server.notDeployed`
 */
export async function undeployFlow(db: Kysely<Database>, command: EndCommand): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await getFlow(tx, command.workspaceId, command.flowId, true);
    await endService(tx, command);
  });
}

/** `undeployFlow` within a transaction that has locked the flow. */
export async function endService(tx: Db, command: EndCommand): Promise<void> {
  const { workspaceId, flowId, by } = command;
  const { id: environmentId, name } = await getEnvironment(tx, workspaceId, command.environment);
  const place = { workspaceId, flowId, environmentId };
  if (!(await endDeployment(tx, place)))
    throw new Failure('missing', 'server.notDeployed', { flow: flowId, environment: name });
  await stopTriggers(tx, place);
  await notifyChange(tx, `flow:${workspaceId}:${flowId}`);
  await recordEvent(tx, {
    workspaceId,
    type: 'flow.undeployed',
    subject: `flow:${flowId}`,
    actor: by,
    data: { environment: name },
    live: { flowId, environmentId },
  });
}
