import Type from 'typebox';
import { recordEvent } from '../../stores/events.ts';
import { endpoint } from '../endpoint.ts';
import { Ids, Outcome, outcomeOf } from './failure-body.ts';

export const ignoreFailures = endpoint({
  method: 'POST',
  url: '/api/failures/ignore',
  access: 'operator',
  summary: 'Say that failures do not matter: what waited for their records goes on without them',
  body: Type.Object({ ids: Ids }, { additionalProperties: false }),
  answer: Outcome,
  async handle({ deps, principal, body: { ids } }) {
    const { workspaceId, label: by } = principal;
    const { ignored } = await deps.engine.ignoreFailures({ workspaceId, failureIds: ids, by });
    if (ignored.length > 0)
      await recordEvent(deps.db, {
        workspaceId,
        type: 'failure.ignore',
        subject: 'failures',
        actor: by,
        data: { ids: ignored },
      });
    return outcomeOf(ids, ignored);
  },
});
