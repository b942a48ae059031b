import { recordEvent } from '../../stores/events.ts';
import { archiveFlow } from '../../stores/flows.ts';
import { endpoint } from '../endpoint.ts';
import { FlowParams } from '../params.ts';

export const archiveFlowRoute = endpoint({
  method: 'DELETE',
  url: '/api/flows/:id',
  access: 'builder',
  summary: 'Archive a flow that is in service nowhere; its versions and runs stay, saving it brings it back',
  params: FlowParams,
  async handle({ deps, principal, params }) {
    const { workspaceId, label: actor } = principal;
    const flowId = params.id;
    await deps.db.transaction().execute(async (tx) => {
      await archiveFlow(tx, workspaceId, flowId);
      await recordEvent(tx, { workspaceId, type: 'flow.archived', subject: `flow:${flowId}`, actor, live: { flowId } });
    });
  },
});
