import Type from 'typebox';
import { bindConnection } from '../../flows/bind-connection.ts';
import { endpoint } from '../endpoint.ts';
import { FlowParams, Uuid } from '../params.ts';

export const bindSlotRoute = endpoint({
  method: 'PUT',
  url: '/api/flows/:id/bindings/:environment/:slot',
  access: 'builder',
  summary: 'Choose the connection of a flow’s slot in an environment; null goes back to the default',
  params: Type.Object({
    ...FlowParams.properties,
    environment: Type.String({ maxLength: 100 }),
    slot: Type.String({ maxLength: 64 }),
  }),
  body: Type.Object({ connectionId: Type.Union([Uuid, Type.Null()]) }, { additionalProperties: false }),
  async handle({ deps, principal, params, body }) {
    const { workspaceId, label: by } = principal;
    const { id: flowId, environment, slot } = params;
    await bindConnection(deps.db, deps.registry, {
      workspaceId,
      flowId,
      environment,
      slot,
      connectionId: body.connectionId,
      by,
    });
  },
});
