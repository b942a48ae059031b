import Type from 'typebox';
import { listFlowTests } from '../../stores/flow-tests.ts';
import { getFlow } from '../../stores/flows.ts';
import { endpoint } from '../endpoint.ts';
import { FlowParams } from '../params.ts';
import { testFields } from './flow-test-body.ts';

export const listFlowTestsRoute = endpoint({
  method: 'GET',
  url: '/api/flows/:id/tests',
  access: 'viewer',
  summary: 'The tests of a flow, by name; at most 100',
  params: FlowParams,
  answer: Type.Object({ tests: Type.Array(Type.Object(testFields)) }),
  async handle({ deps, principal: { workspaceId }, params }) {
    await getFlow(deps.db, workspaceId, params.id);
    return { tests: await listFlowTests(deps.db, workspaceId, params.id) };
  },
});
