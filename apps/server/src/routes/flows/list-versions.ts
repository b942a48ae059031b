import Type from 'typebox';
import { listVersions } from '../../stores/flow-versions.ts';
import { getFlow } from '../../stores/flows.ts';
import { endpoint } from '../endpoint.ts';
import { FlowParams, Moment } from '../params.ts';

export const listVersionsRoute = endpoint({
  method: 'GET',
  url: '/api/flows/:id/versions',
  access: 'viewer',
  summary: 'A flow’s versions, newest first',
  params: FlowParams,
  answer: Type.Object({
    versions: Type.Array(
      Type.Object({
        version: Type.Integer(),
        digest: Type.String(),
        note: Type.Union([Type.String(), Type.Null()]),
        createdAt: Moment,
        createdBy: Type.Union([Type.String(), Type.Null()]),
      }),
    ),
  }),
  async handle({ deps, principal, params }) {
    await getFlow(deps.db, principal.workspaceId, params.id);
    return { versions: await listVersions(deps.db, principal.workspaceId, params.id) };
  },
});
