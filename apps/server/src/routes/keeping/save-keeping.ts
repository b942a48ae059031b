import Type from 'typebox';
import { getEnvironment } from '../../stores/environments.ts';
import { recordEvent } from '../../stores/events.ts';
import { getFlow } from '../../stores/flows.ts';
import { saveKeeping } from '../../stores/keeping/policies.ts';
import { endpoint } from '../endpoint.ts';
import { FlowParams, Uuid } from '../params.ts';
import { OwnKeepingBody } from './keeping-body.ts';

export const saveKeepingRoute = endpoint({
  method: 'PUT',
  url: '/api/keeping',
  access: 'admin',
  summary: 'Say how long things of an environment, or of a flow in it, are kept; the next clean-up goes by it',
  body: Type.Object(
    { environmentId: Uuid, flowId: Type.Optional(FlowParams.properties.id), keeping: OwnKeepingBody },
    { additionalProperties: false },
  ),
  handle: ({ deps, principal, body: { environmentId, flowId = '', keeping } }) =>
    deps.db.transaction().execute(async (tx) => {
      const { workspaceId, label: actor } = principal;
      await getEnvironment(tx, workspaceId, environmentId);
      if (flowId !== '') await getFlow(tx, workspaceId, flowId);
      await saveKeeping(tx, { workspaceId, environmentId, flowId, by: actor }, keeping);
      const subject = flowId === '' ? `environment:${environmentId}` : `flow:${flowId}`;
      const data = { environmentId, ...keeping };
      await recordEvent(tx, { workspaceId, type: 'keeping.changed', subject, actor, data, live: { environmentId } });
    }),
});
