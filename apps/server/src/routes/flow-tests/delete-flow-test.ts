import { recordEvent } from '../../stores/events.ts';
import { deleteFlowTest, getFlowTest } from '../../stores/flow-tests.ts';
import { endpoint } from '../endpoint.ts';
import { TestParams } from './flow-test-body.ts';

export const deleteFlowTestRoute = endpoint({
  method: 'DELETE',
  url: '/api/flows/:id/tests/:test',
  access: 'builder',
  summary: 'Delete a test of a flow',
  params: TestParams,
  async handle({ deps, principal: { workspaceId, label: actor }, params: { id: flowId, test } }) {
    await deps.db.transaction().execute(async (tx) => {
      const { name } = await getFlowTest(tx, workspaceId, flowId, test);
      await deleteFlowTest(tx, workspaceId, flowId, test);
      await recordEvent(tx, {
        ...{ workspaceId, type: 'flowTest.deleted', subject: `flow:${flowId}`, actor },
        data: { test, name },
        live: { flowId },
      });
    });
  },
});
