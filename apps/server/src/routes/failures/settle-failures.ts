import Type from 'typebox';
import { recordEvent } from '../../stores/events.ts';
import { type SettlementName, settleFailures } from '../../stores/failures.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { Ids, Outcome, outcomeOf } from './failure-body.ts';

/** Two endpoints that differ in nothing but the states they lead from and to. */
function settle(name: SettlementName, summary: string): Endpoint {
  return endpoint({
    method: 'POST',
    url: `/api/failures/${name}`,
    access: 'operator',
    summary,
    body: Type.Object({ ids: Ids }, { additionalProperties: false }),
    answer: Outcome,
    handle: ({ deps, principal, body: { ids } }) =>
      deps.db.transaction().execute(async (tx) => {
        const { workspaceId, label } = principal;
        const accepted = await settleFailures(tx, workspaceId, ids, name, label);
        if (accepted.length > 0)
          await recordEvent(tx, {
            workspaceId,
            type: `failure.${name}`,
            subject: accepted.length === 1 ? `failure:${accepted[0]}` : 'failures',
            actor: label,
            data: { ids: accepted },
            live: accepted.length === 1 && accepted[0] !== undefined ? { failureId: accepted[0] } : {},
          });
        return outcomeOf(ids, accepted);
      }),
  });
}

export const resolveFailures = settle('resolve', 'Say that failures are dealt with; nothing is run');
export const reopenFailures = settle('reopen', 'Put failures that somebody resolved or ignored back into the inbox');
