import Type from 'typebox';
import { createEditCheck } from '../../failures/edit-check.ts';
import { readFailureData } from '../../stores/inbox/failure-data.ts';
import { noteFailures } from '../../stores/inbox/group-notes.ts';
import { endpoint } from '../endpoint.ts';
import { Ids, Outcome, refusal } from './failure-body.ts';

export const retryFailures = endpoint({
  method: 'POST',
  url: '/api/failures/retry',
  access: 'operator',
  summary: 'Run failed records again, each from its last recorded effect, with corrected data if you give some',
  body: Type.Object(
    {
      ids: Ids,
      edited: Type.Optional(
        Type.Record(Type.String(), Type.Unknown(), { description: 'Corrected data by failure id.' }),
      ),
    },
    { additionalProperties: false },
  ),
  answer: Outcome,
  async handle({ deps, principal: { workspaceId, label: by }, body: { ids, edited = {} }, request }) {
    const changed = ids.filter((id) => Object.hasOwn(edited, id));
    const check = createEditCheck(deps.registry);
    const unfit = (changed.length === 0 ? [] : await readFailureData(deps.pool, workspaceId, changed)).flatMap(
      ({ id, uses, data }) => {
        const wrong = check(uses, data, edited[id]);
        return wrong === undefined ? [] : [{ id, ...wrong.toData() }];
      },
    );
    const failureIds = ids.filter((id) => !unfit.some((each) => each.id === id));
    const { accepted, refused } =
      failureIds.length === 0
        ? { accepted: [], refused: [] }
        : await deps.engine.retryRecords({ workspaceId, failureIds, edited, by });
    const count = accepted.filter((id) => Object.hasOwn(edited, id)).length;
    await noteFailures(deps.db, { workspaceId, ids: accepted, act: 'retry', actor: by, data: { edited: count } });
    return { accepted, refused: [...unfit, ...refused].map((each) => refusal(each, request)) };
  },
});
