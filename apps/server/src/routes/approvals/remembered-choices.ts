import { approvalChoices } from '@raccord/contract';
import Type from 'typebox';
import { recordEvent } from '../../stores/events.ts';
import { listRememberedChoices, revokeRememberedChoice } from '../../stores/remembered-choices.ts';
import { endpoint } from '../endpoint.ts';
import { IdParams, Moment, Next, pageOf, pageQuery } from '../params.ts';
import { approvalQuery } from './approval-body.ts';

export const listRememberedRoute = endpoint({
  method: 'GET',
  url: '/api/remembered-choices',
  access: 'viewer',
  summary: 'Choices that answer by themselves for every record of a key; newest first',
  query: Type.Object({ ...approvalQuery, ...pageQuery }),
  answer: Type.Object({
    choices: Type.Array(
      Type.Object({
        id: Type.String(),
        flowId: Type.String(),
        environmentId: Type.String(),
        node: Type.String(),
        key: Type.String(),
        choice: Type.Enum([...approvalChoices]),
        changes: Type.Optional(Type.Unknown({ description: 'What is changed in the data each time.' })),
        comment: Type.Union([Type.String(), Type.Null()]),
        by: Type.String(),
        createdAt: Moment,
      }),
    ),
    next: Next,
  }),
  async handle({ deps, principal, query }) {
    const { flow: flowId, limit = 50, ...filter } = query;
    const choices = await listRememberedChoices(deps.db, principal.workspaceId, { ...filter, flowId, limit });
    return { choices, next: pageOf(choices, limit) };
  },
});

export const revokeRememberedRoute = endpoint({
  method: 'DELETE',
  url: '/api/remembered-choices/:id',
  access: 'operator',
  summary: 'Forget a choice: later records of its key are asked about again',
  params: IdParams,
  async handle({ deps, principal: { workspaceId, label: actor }, params: { id } }) {
    const { flowId, environmentId, ...data } = await revokeRememberedChoice(deps.db, workspaceId, id);
    const live = { flowId, environmentId };
    const subject = `flow:${flowId}`;
    await recordEvent(deps.db, { workspaceId, type: 'approval.forgotten', subject, actor, data, live });
  },
});
