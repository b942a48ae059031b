import Type from 'typebox';
import { readTest, TEST_BODY_LIMIT } from '../../flow-tests/read-test.ts';
import { recordEvent } from '../../stores/events.ts';
import { saveFlowTest } from '../../stores/flow-tests.ts';
import { endpoint } from '../endpoint.ts';
import { TestDocument, TestParams } from './flow-test-body.ts';

export const saveFlowTestRoute = endpoint({
  method: 'PUT',
  url: '/api/flows/:id/tests/:test',
  access: 'builder',
  summary: 'Change a test of a flow; refused with 409 when somebody saved a newer one',
  params: TestParams,
  body: Type.Object(
    { revision: Type.Integer({ minimum: 1, description: 'The revision you started from.' }), document: TestDocument },
    { additionalProperties: false },
  ),
  bodyLimit: TEST_BODY_LIMIT,
  answer: Type.Object({ revision: Type.Integer() }),
  async handle({ deps, principal: { workspaceId, label: by }, params: { id: flowId, test: id }, body }) {
    const test = readTest(body.document);
    const revision = await deps.db.transaction().execute(async (tx) => {
      const saved = await saveFlowTest(tx, workspaceId, flowId, { id, test, revision: body.revision, by });
      await recordEvent(tx, {
        ...{ workspaceId, type: 'flowTest.saved', subject: `flow:${flowId}`, actor: by },
        data: { test: id, name: test.name },
        live: { flowId },
      });
      return saved;
    });
    return { revision };
  },
});
