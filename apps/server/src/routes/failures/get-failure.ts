import Type from 'typebox';
import { unseenEffect } from '../../failures/unseen-effect.ts';
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
  answer: Type.Object({
    ...failureFields,
    data: Type.Unknown(),
    mayHaveRun: Type.Boolean({ description: 'The call may have been carried out: its answer never came.' }),
    canLook: Type.Boolean({ description: 'The other system can be asked whether it was.' }),
  }),
  async handle({ deps, principal: { workspaceId }, params, request }) {
    const failure = await getFailure(deps.db, workspaceId, params.id);
    return { ...withMessage(failure, request), ...(await unseenEffect(deps, workspaceId, failure)) };
  },
});
