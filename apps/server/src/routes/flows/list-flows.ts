import Type from 'typebox';
import { listFlows } from '../../stores/flows.ts';
import { endpoint } from '../endpoint.ts';
import { summaryFields } from './flow-body.ts';

const Deployments = Type.Array(
  Type.Object({ environmentId: Type.String(), version: Type.Integer(), active: Type.Boolean() }),
);

export const listFlowsRoute = endpoint({
  method: 'GET',
  url: '/api/flows',
  access: 'viewer',
  summary: 'The flows, by name',
  query: Type.Object({ archived: Type.Optional(Type.Boolean({ default: false })) }),
  answer: Type.Object({ flows: Type.Array(Type.Object({ ...summaryFields, deployments: Deployments })) }),
  handle: async ({ deps, principal, query }) => ({
    flows: await listFlows(deps.db, principal.workspaceId, query.archived ?? false),
  }),
});
