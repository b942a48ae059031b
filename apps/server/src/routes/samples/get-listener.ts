import { FailureData } from '@raccord/contract';
import Type from 'typebox';
import { getListener } from '../../stores/sample-listeners.ts';
import { endpoint } from '../endpoint.ts';
import { IdParams, Moment } from '../params.ts';
import { withMessage } from './failure-answer.ts';

export const getListenerRoute = endpoint({
  method: 'GET',
  url: '/api/sample-listeners/:id',
  access: 'builder',
  summary: 'Whether a delivery has come to an address that waits for one',
  params: IdParams,
  answer: Type.Object({
    state: Type.Enum(['waiting', 'caught', 'over']),
    until: Moment,
    sampleIds: Type.Array(Type.String()),
    refusal: Type.Union([Type.Object({ ...FailureData.properties, message: Type.String() }), Type.Null()], {
      description: 'Why the last delivery was not taken; the next one still may be.',
    }),
  }),
  async handle({ deps, principal: { workspaceId }, params, request }) {
    const { refusal, ...listener } = await getListener(deps.db, workspaceId, params.id);
    return { ...listener, refusal: refusal === null ? null : withMessage(refusal, request) };
  },
});
