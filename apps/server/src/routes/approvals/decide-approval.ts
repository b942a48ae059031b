import Type from 'typebox';
import { recordEvent } from '../../stores/events.ts';
import { endpoint } from '../endpoint.ts';
import { IdParams } from '../params.ts';
import { decision } from './approval-body.ts';

export const decideApproval = endpoint({
  method: 'POST',
  url: '/api/approvals/:id/decide',
  access: 'operator',
  summary: 'Answer one question: approve it, as it is or with changed data, or reject it',
  params: IdParams,
  body: Type.Object(
    { ...decision, data: Type.Optional(Type.Unknown({ description: 'Takes the place of what was shown.' })) },
    { additionalProperties: false },
  ),
  answer: Type.Object({ along: Type.Integer({ description: 'Others with the same key that went the same way.' }) }),
  async handle({ deps, principal: { workspaceId, label: by, role }, params: { id }, body }) {
    const { data, ...said } = body;
    const edited = data === undefined ? undefined : { data };
    const answer = await deps.engine.decideApprovals({ workspaceId, ids: [id], ...said, edited, role, by });
    for (const { failure } of answer.refused) throw failure;
    const { decision: choice, remember = false } = said;
    await recordEvent(deps.db, {
      workspaceId,
      type: 'approval.decided',
      subject: `approval:${id}`,
      actor: by,
      data: { decision: choice, remember, edited: edited !== undefined, along: answer.along.length },
    });
    return { along: answer.along.length };
  },
});
