import Type from 'typebox';
import { listDeployments } from '../../stores/deployments.ts';
import { endpoint } from '../endpoint.ts';
import { FlowParams, Moment } from '../params.ts';

export const listDeploymentsRoute = endpoint({
  method: 'GET',
  url: '/api/flows/:id/deployments',
  access: 'viewer',
  summary: 'Where a flow is or was in service',
  params: FlowParams,
  answer: Type.Object({
    deployments: Type.Array(
      Type.Object({
        environmentId: Type.String(),
        version: Type.Integer(),
        active: Type.Boolean(),
        deployedAt: Moment,
        deployedBy: Type.Union([Type.String(), Type.Null()]),
      }),
    ),
  }),
  handle: async ({ deps, principal, params }) => ({
    deployments: await listDeployments(deps.db, principal.workspaceId, params.id),
  }),
});
