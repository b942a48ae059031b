import Type from 'typebox';
import { changeSample, getSample } from '../../stores/samples.ts';
import { endpoint } from '../endpoint.ts';
import { IdParams } from '../params.ts';
import { SampleAnswer, SampleNameText } from './sample-body.ts';

export const changeSampleRoute = endpoint({
  method: 'PATCH',
  url: '/api/samples/:id',
  access: 'builder',
  summary: 'Rename a sample, pin it, or take the pin off',
  params: IdParams,
  body: Type.Object(
    {
      name: Type.Optional(SampleNameText),
      pinned: Type.Optional(
        Type.Union([Type.Boolean(), Type.Literal('alone')], {
          description: '`alone`: no other sample of the step stays pinned.',
        }),
      ),
    },
    { additionalProperties: false, minProperties: 1 },
  ),
  answer: SampleAnswer,
  async handle({ deps, principal: { workspaceId }, params, body }) {
    return deps.db.transaction().execute(async (tx) => {
      await changeSample(tx, workspaceId, params.id, body);
      const { data: _data, flowId: _flow, ...summary } = await getSample(tx, workspaceId, params.id);
      return summary;
    });
  },
});
