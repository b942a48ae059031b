import Type from 'typebox';
import { archive } from '../../flows/retire-flow.ts';
import { endpoint } from '../endpoint.ts';
import { FlowParams } from '../params.ts';

export const archiveFlowRoute = endpoint({
  method: 'DELETE',
  url: '/api/flows/:id',
  access: 'builder',
  summary: 'Archive a flow; its versions and runs stay, and it can be brought back',
  params: FlowParams,
  query: Type.Object({
    stop: Type.Optional(
      Type.Boolean({
        default: false,
        description: 'Take it out of service everywhere first; else it must be in service nowhere.',
      }),
    ),
  }),
  async handle({ deps, principal, params, query }) {
    const { workspaceId, label: by } = principal;
    await archive(deps.db, { workspaceId, flowId: params.id, by, stop: query.stop ?? false });
  },
});
