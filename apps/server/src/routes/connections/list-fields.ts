import Type from 'typebox';
import { getConnection } from '../../stores/connections.ts';
import { endpoint } from '../endpoint.ts';
import { IdParams } from '../params.ts';

export const listFieldsRoute = endpoint({
  method: 'POST',
  url: '/api/connections/:id/fields',
  access: 'builder',
  summary: 'The fields that only this account has: custom fields, columns of a sheet',
  params: IdParams,
  body: Type.Object(
    {
      object: Type.String({ minLength: 1, maxLength: 100 }),
      place: Type.Optional(
        Type.Record(Type.String(), Type.Unknown(), { description: 'Which one, as the object’s `place` says.' }),
      ),
    },
    { additionalProperties: false },
  ),
  answer: Type.Object({
    fields: Type.Array(
      Type.Object({
        name: Type.String(),
        title: Type.String(),
        schema: Type.Unknown({ description: 'JSON Schema' }),
        custom: Type.Boolean(),
        required: Type.Optional(Type.Boolean()),
        readOnly: Type.Optional(Type.Boolean()),
      }),
    ),
  }),
  limit: { max: 120 },
  async handle({ deps, principal: { workspaceId }, params, body: { object, place = {} } }) {
    const { id } = await getConnection(deps.db, workspaceId, params.id);
    return deps.ask({ id, workspaceId }, { kind: 'fields', object, place });
  },
});
