import Type from 'typebox';
import { noteFailures } from '../../stores/inbox/group-notes.ts';
import { endpoint } from '../endpoint.ts';
import { IdParams } from '../params.ts';

export const decideFailure = endpoint({
  method: 'POST',
  url: '/api/failures/:id/decide',
  access: 'operator',
  summary: 'End a doubt: the effect was carried out (with its result), or it was not and is run again',
  params: IdParams,
  body: Type.Object(
    {
      decision: Type.Enum(['done', 'notDone']),
      output: Type.Optional(Type.Unknown({ description: 'With `done`: what the call gave back.' })),
    },
    { additionalProperties: false },
  ),
  async handle({ deps, principal: { workspaceId, label: by }, params, body }) {
    await deps.engine.decideInDoubt({ workspaceId, failureId: params.id, by, ...body });
    const { decision } = body;
    await noteFailures(deps.db, { workspaceId, ids: [params.id], act: 'decide', actor: by, data: { decision } });
  },
});
