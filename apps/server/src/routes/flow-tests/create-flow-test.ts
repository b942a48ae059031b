import Type from 'typebox';
import { addTest } from '../../flow-tests/add-test.ts';
import { readTest, TEST_BODY_LIMIT } from '../../flow-tests/read-test.ts';
import { endpoint } from '../endpoint.ts';
import { FlowParams } from '../params.ts';
import { TestDocument, TestId } from './flow-test-body.ts';

export const createFlowTestRoute = endpoint({
  method: 'POST',
  url: '/api/flows/:id/tests',
  access: 'builder',
  summary: 'Add a test to a flow, or import one from a file',
  params: FlowParams,
  body: Type.Object(
    { document: TestDocument, id: Type.Optional(TestId) },
    { additionalProperties: false, description: '`id`: refused if it is taken; absent: made of the name.' },
  ),
  bodyLimit: TEST_BODY_LIMIT,
  answer: Type.Object({ id: Type.String(), revision: Type.Integer() }),
  async handle({ deps, principal: { workspaceId, label: by }, params, body }) {
    const test = readTest(body.document);
    const id = await addTest(deps.db, { workspaceId, flowId: params.id, test, id: body.id, by });
    return { id, revision: 1 };
  },
});
