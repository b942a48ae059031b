import { unarchive } from '../../flows/retire-flow.ts';
import { endpoint } from '../endpoint.ts';
import { FlowParams } from '../params.ts';

export const unarchiveFlowRoute = endpoint({
  method: 'POST',
  url: '/api/flows/:id/unarchive',
  access: 'builder',
  summary: 'Bring an archived flow back, as a draft that is in service nowhere',
  params: FlowParams,
  async handle({ deps, principal, params }) {
    const { workspaceId, label: by } = principal;
    await unarchive(deps.db, { workspaceId, flowId: params.id, by });
  },
});
