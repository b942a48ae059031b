import Type from 'typebox';
import { duplicateFlow } from '../../flows/copy-flow.ts';
import { endpoint } from '../endpoint.ts';
import { FlowParams } from '../params.ts';
import { FlowName } from './flow-body.ts';

export const duplicateFlowRoute = endpoint({
  method: 'POST',
  url: '/api/flows/:id/duplicate',
  access: 'builder',
  summary:
    'A copy of a flow’s draft under another name, with its tests and the connections of its slots; in service nowhere',
  params: FlowParams,
  body: Type.Object({ name: FlowName }, { additionalProperties: false }),
  answer: Type.Object({ id: Type.String() }),
  async handle({ deps, principal, params, body }) {
    const { workspaceId, label: by } = principal;
    return { id: await duplicateFlow(deps.db, { workspaceId, flowId: params.id, name: body.name, by }) };
  },
});
