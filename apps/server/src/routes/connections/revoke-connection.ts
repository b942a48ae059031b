import { describeFailure } from '@raccord/contract';
import Type from 'typebox';
import { preferredLanguage } from '../../plugins/languages.ts';
import { getConnection } from '../../stores/connections.ts';
import { recordEvent } from '../../stores/events.ts';
import { endpoint } from '../endpoint.ts';
import { IdParams } from '../params.ts';

export const revokeConnectionRoute = endpoint({
  method: 'POST',
  url: '/api/connections/:id/revoke',
  access: 'admin',
  summary: 'Take an account’s access back: the vendor is told where it can be, and its tokens are forgotten',
  params: IdParams,
  body: Type.Object({}, { additionalProperties: false }),
  answer: Type.Object({
    told: Type.Boolean({ description: 'The vendor has taken the access back.' }),
    failure: Type.Optional(Type.Unknown({ description: 'Why it could not be told.' })),
    message: Type.Optional(Type.String({ description: 'The same as a sentence.' })),
  }),
  limit: { max: 30 },
  async handle({ deps, principal: { workspaceId, label: actor }, params: { id }, request }) {
    const { name, environmentId } = await getConnection(deps.db, workspaceId, id);
    const answer = await deps.ask({ id, workspaceId }, { kind: 'revoke' });
    await recordEvent(deps.db, {
      workspaceId,
      type: 'connection.revoked',
      subject: `connection:${id}`,
      actor,
      data: { name, told: answer.told },
      live: { connectionId: id, environmentId },
    });
    if (answer.failure === undefined) return answer;
    const language = preferredLanguage(request.headers['accept-language']);
    return { ...answer, message: describeFailure(answer.failure, language) };
  },
});
