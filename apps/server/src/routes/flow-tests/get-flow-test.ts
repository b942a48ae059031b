import Type from 'typebox';
import { getFlowTest } from '../../stores/flow-tests.ts';
import { endpoint } from '../endpoint.ts';
import { TestDocument, TestParams, testFields } from './flow-test-body.ts';

export const getFlowTestRoute = endpoint({
  method: 'GET',
  url: '/api/flows/:id/tests/:test',
  access: 'viewer',
  summary: 'A test of a flow',
  params: TestParams,
  answer: Type.Object({ ...testFields, document: TestDocument }),
  async handle({ deps, principal, params: { id, test } }) {
    const { test: document, ...fields } = await getFlowTest(deps.db, principal.workspaceId, id, test);
    return { ...fields, document };
  },
});
