import Type from 'typebox';
import { recordEvent } from '../../stores/events.ts';
import { reopenFailures as reopen } from '../../stores/failures.ts';
import { noteFailures } from '../../stores/inbox/group-notes.ts';
import { endpoint } from '../endpoint.ts';
import { Ids, Outcome, outcomeOf } from './failure-body.ts';

export const reopenFailures = endpoint({
  method: 'POST',
  url: '/api/failures/reopen',
  access: 'operator',
  summary: 'Put failures that somebody resolved or ignored back into the inbox',
  body: Type.Object({ ids: Ids }, { additionalProperties: false }),
  answer: Outcome,
  handle: ({ deps, principal, body: { ids }, request }) =>
    deps.db.transaction().execute(async (tx) => {
      const { workspaceId, label } = principal;
      const accepted = await reopen(tx, workspaceId, ids);
      await noteFailures(tx, { workspaceId, ids: accepted, act: 'reopen', actor: label });
      if (accepted.length > 0)
        await recordEvent(tx, {
          workspaceId,
          type: 'failure.reopen',
          subject: accepted.length === 1 ? `failure:${accepted[0]}` : 'failures',
          actor: label,
          data: { ids: accepted },
          live: accepted.length === 1 && accepted[0] !== undefined ? { failureId: accepted[0] } : {},
        });
      return outcomeOf(ids, accepted, request);
    }),
});
