import Type from 'typebox';
import { getConnection } from '../../stores/connections.ts';
import { endpoint } from '../endpoint.ts';
import { IdParams } from '../params.ts';

export const testConnectionRoute = endpoint({
  method: 'POST',
  url: '/api/connections/:id/test',
  access: 'builder',
  summary: 'Try a connection: a worker makes a cheap call with it. One that works is held no longer',
  params: IdParams,
  body: Type.Object({}, { additionalProperties: false }),
  answer: Type.Object({ account: Type.String({ description: 'Who we are there.' }) }),
  limit: { max: 30 },
  async handle({ deps, principal: { workspaceId }, params }) {
    const { id } = await getConnection(deps.db, workspaceId, params.id);
    return deps.ask({ id, workspaceId }, { kind: 'test' });
  },
});
