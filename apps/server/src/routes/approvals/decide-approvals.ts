import { describeFailure } from '@raccord/contract';
import Type from 'typebox';
import { preferredLanguage } from '../../plugins/languages.ts';
import { recordEvent } from '../../stores/events.ts';
import { endpoint } from '../endpoint.ts';
import { Uuid } from '../params.ts';
import { decision } from './approval-body.ts';

export const decideApprovals = endpoint({
  method: 'POST',
  url: '/api/approvals/decide',
  access: 'operator',
  summary: 'Answer many questions the same way; those that cannot be are named, with why',
  body: Type.Object(
    { ids: Type.Array(Uuid, { minItems: 1, maxItems: 500, uniqueItems: true }), ...decision },
    { additionalProperties: false },
  ),
  answer: Type.Object({
    decided: Type.Array(Type.String()),
    along: Type.Integer({ description: 'Others with the same keys that went the same way.' }),
    refused: Type.Array(Type.Object({ id: Type.String(), code: Type.String(), message: Type.String() })),
  }),
  async handle({ deps, principal: { workspaceId, label: by, role }, body, request }) {
    const { ids, decision: choice, remember = false } = body;
    const { decided, along, refused } = await deps.engine.decideApprovals({ workspaceId, ...body, role, by });
    if (decided.length > 0)
      await recordEvent(deps.db, {
        workspaceId,
        type: 'approval.decided',
        subject: decided.length === 1 ? `approval:${decided[0]}` : 'approvals',
        actor: by,
        data: { ids: decided, decision: choice, remember, asked: ids.length },
      });
    const language = preferredLanguage(request.headers['accept-language']);
    return {
      decided,
      along: along.length,
      refused: refused.map(({ id, failure }) => ({
        id,
        code: failure.code,
        message: describeFailure(failure.toData(), language),
      })),
    };
  },
});
