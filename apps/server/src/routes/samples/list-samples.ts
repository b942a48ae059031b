import Type from 'typebox';
import { getFlow } from '../../stores/flows.ts';
import { listSamples } from '../../stores/samples.ts';
import { endpoint } from '../endpoint.ts';
import { FlowParams } from '../params.ts';
import { SampleAnswer } from './sample-body.ts';

export const listSamplesRoute = endpoint({
  method: 'GET',
  url: '/api/flows/:id/samples',
  access: 'viewer',
  summary: 'The samples of a flow’s steps, newest first; at most 50 of a step',
  params: FlowParams,
  answer: Type.Object({ samples: Type.Array(SampleAnswer) }),
  async handle({ deps, principal: { workspaceId }, params }) {
    await getFlow(deps.db, workspaceId, params.id);
    return { samples: await listSamples(deps.db, workspaceId, params.id) };
  },
});
