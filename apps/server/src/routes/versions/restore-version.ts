import Type from 'typebox';
import { restoreVersion } from '../../flows/restore-version.ts';
import { endpoint } from '../endpoint.ts';
import { FlowParams } from '../params.ts';

export const restoreVersionRoute = endpoint({
  method: 'POST',
  url: '/api/flows/:id/restore',
  access: 'builder',
  summary: 'Make an earlier version the draft again; what the draft held becomes a version, so nothing is lost',
  params: FlowParams,
  body: Type.Object(
    {
      version: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }),
      revision: Type.Integer({ minimum: 1, description: 'The revision of the draft you have seen.' }),
      note: Type.Optional(Type.String({ maxLength: 1_000, description: 'For the version that the draft becomes.' })),
    },
    { additionalProperties: false },
  ),
  answer: Type.Object({
    revision: Type.Integer(),
    kept: Type.Union([Type.Integer(), Type.Null()], { description: 'The version that holds what the draft held.' }),
  }),
  async handle({ deps, principal: { workspaceId, label: by }, params, body }) {
    return restoreVersion(deps.db, { workspaceId, flowId: params.id, ...body, by });
  },
});
