import Type from 'typebox';
import { undeployFlow } from '../../flows/deploy-flow.ts';
import { endpoint } from '../endpoint.ts';
import { FlowParams } from '../params.ts';

export const undeployFlowRoute = endpoint({
  method: 'POST',
  url: '/api/flows/:id/undeploy',
  access: 'builder',
  summary: 'Take a flow out of service in an environment; what is under way ends, addresses and cursors are kept',
  params: FlowParams,
  body: Type.Object(
    { environment: Type.String({ minLength: 1, maxLength: 100, description: 'Name or id.' }) },
    { additionalProperties: false },
  ),
  async handle({ deps, principal, params, body }) {
    const { workspaceId, label: by } = principal;
    await undeployFlow(deps.db, { workspaceId, flowId: params.id, environment: body.environment, by });
  },
});
