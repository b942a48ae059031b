import Type from 'typebox';
import { getFailure } from '../../stores/failures.ts';
import { endpoint } from '../endpoint.ts';
import { IdParams } from '../params.ts';
import { failureFields, withMessage } from './failure-body.ts';

export const getFailureRoute = endpoint({
  method: 'GET',
  url: '/api/failures/:id',
  access: 'viewer',
  summary: 'A failure, with the record’s data as it was',
  params: IdParams,
  answer: Type.Object({ ...failureFields, data: Type.Unknown() }),
  handle: async ({ deps, principal, params, request }) =>
    withMessage(await getFailure(deps.db, principal.workspaceId, params.id), request),
});
