import Type from 'typebox';
import { triggerKinds } from '../../stores/schema.ts';
import { listTriggers } from '../../stores/triggers.ts';
import { endpoint } from '../endpoint.ts';
import { FlowParams, MomentOrNull } from '../params.ts';

export const listTriggerStates = endpoint({
  method: 'GET',
  url: '/api/trigger-states',
  access: 'viewer',
  summary: 'The triggers of flows without their addresses: when each fired last and is due next',
  query: Type.Object({ flow: Type.Optional(FlowParams.properties.id) }),
  answer: Type.Object({
    triggers: Type.Array(
      Type.Object({
        id: Type.String(),
        flowId: Type.String(),
        environmentId: Type.String(),
        node: Type.String(),
        uses: Type.String(),
        kind: Type.Enum([...triggerKinds]),
        active: Type.Boolean(),
        everyMs: Type.Union([Type.Integer(), Type.Null()]),
        nextDueAt: MomentOrNull,
        lastFiredAt: MomentOrNull,
      }),
    ),
  }),
  async handle({ deps, principal, query: { flow: flowId } }) {
    const rows = await listTriggers(deps.db, principal.workspaceId, { flowId });
    const triggers = rows.map(
      ({ token: _token, config: _config, connectionId: _id, lastResult: _result, lost: _lost, ...shown }) => shown,
    );
    return { triggers };
  },
});
