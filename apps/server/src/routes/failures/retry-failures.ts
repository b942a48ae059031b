import Type from 'typebox';
import { endpoint } from '../endpoint.ts';
import { Ids, Outcome } from './failure-body.ts';

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
  handle: ({ deps, principal: { workspaceId, label: by }, body: { ids, edited } }) =>
    deps.engine.retryRecords({ workspaceId, failureIds: ids, by, ...(edited === undefined ? {} : { edited }) }),
});
