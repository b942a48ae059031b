import Type from 'typebox';
import { deleteForEver } from '../../flows/retire-flow.ts';
import { endpoint } from '../endpoint.ts';
import { FlowParams } from '../params.ts';

export const deleteFlowRoute = endpoint({
  method: 'POST',
  url: '/api/flows/:id/delete',
  access: 'admin',
  summary:
    'Delete an archived flow for ever: drafts, versions, tests, addresses; its runs stay until they are old enough',
  params: FlowParams,
  body: Type.Object(
    {
      named: Type.Optional(
        Type.String({ maxLength: 64, description: 'Its id, typed by a person; needed when it was ever in service.' }),
      ),
    },
    { additionalProperties: false },
  ),
  async handle({ deps, principal, params, body }) {
    const { workspaceId, label: by } = principal;
    await deleteForEver(deps.db, { workspaceId, flowId: params.id, by, named: body.named });
  },
});
