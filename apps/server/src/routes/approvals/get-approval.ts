import Type from 'typebox';
import { mayAct } from '../../sign-in/roles.ts';
import { getApproval } from '../../stores/approvals.ts';
import { endpoint } from '../endpoint.ts';
import { IdParams } from '../params.ts';
import { approvalFields } from './approval-body.ts';

const Choice = Type.Object({ value: Type.Union([Type.String(), Type.Number()]), label: Type.String() });

export const getApprovalRoute = endpoint({
  method: 'GET',
  url: '/api/approvals/:id',
  access: 'viewer',
  summary: 'One question with the data it is about',
  params: IdParams,
  answer: Type.Object({
    ...approvalFields,
    data: Type.Unknown(),
    editedData: Type.Optional(Type.Unknown({ description: 'What the person made of it.' })),
    fields: Type.Union(
      [
        Type.Array(
          Type.Object({
            name: Type.String(),
            title: Type.Optional(Type.String()),
            type: Type.Enum(['string', 'number', 'integer', 'boolean']),
            required: Type.Optional(Type.Boolean()),
            choices: Type.Optional(Type.Array(Choice)),
          }),
        ),
        Type.Null(),
      ],
      { description: 'What may be changed; null: all of it.' },
    ),
    mayDecide: Type.Boolean({ description: 'Whether whoever asks may.' }),
  }),
  async handle({ deps, principal, params }) {
    const approval = await getApproval(deps.db, principal.workspaceId, params.id);
    return { ...approval, mayDecide: mayAct(principal.role, approval.decide) };
  },
});
