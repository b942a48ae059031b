import Type from 'typebox';
import { getFlow } from '../../stores/flows.ts';
import { endpoint } from '../endpoint.ts';
import { FlowParams } from '../params.ts';
import { Document, summaryFields } from './flow-body.ts';

export const getFlowRoute = endpoint({
  method: 'GET',
  url: '/api/flows/:id',
  access: 'viewer',
  summary: 'A flow’s draft',
  params: FlowParams,
  answer: Type.Object({ ...summaryFields, document: Document }),
  async handle({ deps, principal, params }) {
    const { draft, ...flow } = await getFlow(deps.db, principal.workspaceId, params.id);
    return { ...flow, document: JSON.parse(draft) as unknown };
  },
});
