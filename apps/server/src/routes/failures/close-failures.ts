import Type from 'typebox';
import { recordEvent } from '../../stores/events.ts';
import { noteFailures } from '../../stores/inbox/group-notes.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { Ids, Outcome, outcomeOf } from './failure-body.ts';

/** Two endpoints that differ in nothing but what they say. */
function close(name: 'resolve' | 'ignore', as: 'resolved' | 'ignored', summary: string): Endpoint {
  return endpoint({
    method: 'POST',
    url: `/api/failures/${name}`,
    access: 'operator',
    summary,
    body: Type.Object({ ids: Ids }, { additionalProperties: false }),
    answer: Outcome,
    async handle({ deps, principal, body: { ids }, request }) {
      const { workspaceId, label: by } = principal;
      const { closed } = await deps.engine.closeFailures({ workspaceId, failureIds: ids, as, by });
      await noteFailures(deps.db, { workspaceId, ids: closed, act: name, actor: by });
      if (closed.length > 0)
        await recordEvent(deps.db, {
          workspaceId,
          type: `failure.${name}`,
          subject: closed.length === 1 ? `failure:${closed[0]}` : 'failures',
          actor: by,
          data: { ids: closed },
          live: closed.length === 1 && closed[0] !== undefined ? { failureId: closed[0] } : {},
        });
      return outcomeOf(ids, closed, request);
    },
  });
}

const without = 'nothing is run, and what waited for their records goes on without them';
export const resolveFailures = close('resolve', 'resolved', `Say that failures are dealt with: ${without}`);
export const ignoreFailures = close('ignore', 'ignored', `Say that failures do not matter: ${without}`);
