import Type from 'typebox';
import { keepSample } from '../../samples/keep-samples.ts';
import { endpoint } from '../endpoint.ts';
import { FlowParams } from '../params.ts';
import { NodeId, SampleAnswer, SampleNameText } from './sample-body.ts';

export const createSampleRoute = endpoint({
  method: 'POST',
  url: '/api/flows/:id/samples',
  access: 'builder',
  summary: 'Keep a sample of a step; secrets are taken out of it by the names of their fields',
  params: FlowParams,
  body: Type.Object(
    {
      node: NodeId,
      name: Type.Optional(SampleNameText),
      origin: Type.Optional(Type.Enum(['pasted', 'example'], { default: 'pasted' })),
      data: Type.Unknown({ description: 'What the step gives: for a trigger, one record.' }),
    },
    { additionalProperties: false, required: ['node', 'data'] },
  ),
  answer: SampleAnswer,
  handle({ deps, principal: { workspaceId, label: by }, params, body }) {
    const { node, name, origin = 'pasted', data } = body;
    return keepSample(deps.db, { workspaceId, flowId: params.id, node, origin, by, name }, data);
  },
});
