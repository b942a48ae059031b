import { Failure } from '@raccord/contract';
import type { Static } from 'typebox';
import type { Deps } from '../../deps.ts';
import { getAlertChannel } from '../../stores/alerts/alert-channels.ts';
import type { RuleFields } from '../../stores/alerts/alert-rules.ts';
import { getEnvironment } from '../../stores/environments.ts';
import type { RuleBody } from './alert-body.ts';

/**
 * The rule that a body asks for, with all that it names there.
 * @throws Failure config `alert.oneScope`; missing where a channel or the environment is not there
 */
export async function readRule(
  { pool, db }: Pick<Deps, 'pool' | 'db'>,
  workspaceId: string,
  { flow, tag, environmentId, ...rest }: Static<typeof RuleBody>,
): Promise<RuleFields> {
  if (flow !== null && (tag !== null || rest.condition.kind === 'held')) throw new Failure('config', 'alert.oneScope');
  if (tag !== null && rest.condition.kind === 'held') throw new Failure('config', 'alert.oneScope');
  if (environmentId !== null) await getEnvironment(db, workspaceId, environmentId);
  const channels = [...rest.channelIds, ...(rest.escalation === null ? [] : [rest.escalation.channelId])];
  for (const id of channels) await getAlertChannel(pool, workspaceId, id);
  return { ...rest, scope: { flowId: flow, tag, environmentId } };
}
