import Type from 'typebox';
import { getConnection } from '../../stores/connections.ts';
import { endpoint } from '../endpoint.ts';
import { IdParams } from '../params.ts';

export const listChoicesRoute = endpoint({
  method: 'POST',
  url: '/api/connections/:id/choices',
  access: 'builder',
  summary: 'What can be picked from the account: channels, sheets, modules, by the `choices` of a field',
  params: IdParams,
  body: Type.Object(
    {
      name: Type.String({ minLength: 1, maxLength: 100 }),
      search: Type.Optional(Type.String({ maxLength: 200 })),
      cursor: Type.Optional(Type.Unknown({ description: 'Of the page before.' })),
      with: Type.Optional(
        Type.Record(Type.String(), Type.Unknown(), { description: 'What is filled in beside it already.' }),
      ),
    },
    { additionalProperties: false },
  ),
  answer: Type.Object({
    choices: Type.Array(Type.Object({ value: Type.String(), label: Type.String() })),
    cursor: Type.Optional(Type.Unknown()),
  }),
  limit: { max: 120 },
  async handle({ deps, principal: { workspaceId }, params, body }) {
    const { id } = await getConnection(deps.db, workspaceId, params.id);
    const { name, search, cursor, with: beside = {} } = body;
    return deps.ask(
      { id, workspaceId },
      {
        kind: 'choices',
        name,
        with: beside,
        ...(search === undefined ? {} : { search }),
        ...(cursor === undefined ? {} : { cursor }),
      },
    );
  },
});
