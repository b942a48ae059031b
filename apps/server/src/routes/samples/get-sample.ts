import Type from 'typebox';
import { getSample } from '../../stores/samples.ts';
import { endpoint } from '../endpoint.ts';
import { IdParams } from '../params.ts';
import { SampleAnswer } from './sample-body.ts';

export const getSampleRoute = endpoint({
  method: 'GET',
  url: '/api/samples/:id',
  access: 'viewer',
  summary: 'A sample, with its data',
  params: IdParams,
  answer: Type.Object({ ...SampleAnswer.properties, flowId: Type.String(), data: Type.Unknown() }),
  handle({ deps, principal: { workspaceId }, params }) {
    return getSample(deps.db, workspaceId, params.id);
  },
});
