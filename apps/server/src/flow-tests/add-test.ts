import type { FlowTest } from '@raccord/contract';
import { flowIdOf, freshFlowId } from '@raccord/runtime/flow/flow-id';
import type { Kysely } from 'kysely';
import { recordEvent } from '../stores/events.ts';
import { createFlowTest, listFlowTests } from '../stores/flow-tests.ts';
import { getFlow } from '../stores/flows.ts';
import type { Database } from '../stores/schema.ts';

/**
 * Puts a test beside a draft, under an id made of its name unless one is given. @returns the id
 * @throws Failure `missing` / `server.noFlow`, `duplicate` / `server.flowTestExists`, `tooLarge` / `server.tooManyFlowTests`
 */
export async function addTest(
  db: Kysely<Database>,
  made: { workspaceId: string; flowId: string; test: FlowTest; id?: string | undefined; by: string },
): Promise<string> {
  const { workspaceId, flowId, test, by } = made;
  return db.transaction().execute(async (tx) => {
    await getFlow(tx, workspaceId, flowId, true);
    const taken = new Set((await listFlowTests(tx, workspaceId, flowId)).map(({ id }) => id));
    const id = made.id ?? freshFlowId(flowIdOf(test.name), taken);
    await createFlowTest(tx, workspaceId, flowId, { id, test, by });
    await recordEvent(tx, {
      ...{ workspaceId, type: 'flowTest.created', subject: `flow:${flowId}`, actor: by },
      data: { test: id, name: test.name },
      live: { flowId },
    });
    return id;
  });
}
