import { Failure, type Problem } from '@raccord/contract';
import { canonicalFlow, flowDigest } from '@raccord/runtime/flow/canonical';
import type { Deps } from '../deps.ts';
import { checkForEnvironment } from '../flows/check-draft.ts';
import { hasErrors } from '../flows/read-document.ts';
import { getEnvironment } from '../stores/environments.ts';
import { recordEvent } from '../stores/events.ts';
import { getFlow } from '../stores/flows.ts';
import { ensureTrialVersion } from '../stores/trial-versions.ts';
import { type Reached, reachedAccounts } from './reached-accounts.ts';
import { type Trial, trialQuestion } from './trial-question.ts';

export type RealTrial = Omit<Trial, 'hurried'> & {
  /** Name or id. */
  environment: string;
  /** `sandbox`: nothing but stand-ins may be reached. `real`: anything, once somebody has agreed to it. */
  mode: 'sandbox' | 'real';
  confirmed: boolean;
  by: string;
};

/**
 * Runs samples through a draft for real, as the engine runs everything: the part that is tried becomes a trial version, and a run is fired
 * on it. What it calls is journaled, stays single, and is seen under Runs and in the inbox.
 * @throws Failure `config` / `server.flowHasProblems`, `trial.notSandbox`, `trial.notConfirmed`; what `trialQuestion` refuses
 */
export async function tryForReal(deps: Deps, trial: RealTrial): Promise<{ runId: string; recordIds: string[] }> {
  const { db, registry } = deps;
  const { workspaceId, mode, confirmed, by } = trial;
  const flowId = trial.document.id;
  const environment = await getEnvironment(db, workspaceId, trial.environment);
  const place = { workspaceId, flowId, environmentId: environment.id };
  const { document, records } = await trialQuestion(deps, { ...trial, hurried: true });
  const { problems } = await checkForEnvironment(db, registry, place, document);
  const triggers = document.nodes.flatMap(({ id, kind }) => (kind === 'trigger' ? [id] : []));
  // Nothing is read through the trigger: the samples are what it brought.
  refuseBroken(problems.filter(({ node }) => node === undefined || !triggers.includes(node)));
  const others = (await reachedAccounts(deps, place, document)).filter(({ standIn }) => !standIn);
  const params = { connections: others.map(nameOf).join(', '), reached: others };
  if (mode === 'sandbox' && others.length > 0) throw new Failure('config', 'trial.notSandbox', params);
  if (mode === 'real' && !confirmed && others.length > 0) throw new Failure('config', 'trial.notConfirmed', params);
  const version = await db.transaction().execute(async (tx) => {
    await getFlow(tx, workspaceId, flowId, true);
    const content = { document: canonicalFlow(document), digest: flowDigest(document), by };
    const made = await ensureTrialVersion(tx, workspaceId, flowId, content);
    await recordEvent(tx, {
      workspaceId,
      type: 'flow.tried',
      subject: `flow:${flowId}`,
      actor: by,
      data: { environment: environment.name, mode, records: records.length },
      live: { flowId, environmentId: environment.id },
    });
    return made;
  });
  return deps.engine.fireTrial({ ...place, version, inputs: records });
}

function refuseBroken(problems: Problem[]): void {
  if (!hasErrors(problems)) return;
  const count = problems.filter(({ severity }) => severity === 'error').length;
  throw new Failure('config', 'server.flowHasProblems', { count, problems });
}

const nameOf = ({ connection, what }: Reached) =>
  connection === undefined
    ? what
    : `${connection.name}${connection.account === null ? '' : ` (${connection.account})`}`;
