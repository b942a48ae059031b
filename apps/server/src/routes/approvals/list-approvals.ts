import Type from 'typebox';
import { countApprovals, listApprovals } from '../../stores/approvals.ts';
import { endpoint } from '../endpoint.ts';
import { Next, pageOf, pageQuery, Uuid } from '../params.ts';
import { approvalFields, approvalQuery } from './approval-body.ts';

export const listApprovalsRoute = endpoint({
  method: 'GET',
  url: '/api/approvals',
  access: 'viewer',
  summary: 'What records wait for people to decide, or what they decided; newest first',
  query: Type.Object({
    ...approvalQuery,
    state: Type.Optional(Type.Enum(['open', 'decided'])),
    runId: Type.Optional(Uuid),
    recordId: Type.Optional(Uuid),
    ...pageQuery,
  }),
  answer: Type.Object({
    approvals: Type.Array(Type.Object(approvalFields)),
    counts: Type.Object({ open: Type.Integer(), overdue: Type.Integer() }, { description: 'Whatever the filter.' }),
    next: Next,
  }),
  async handle({ deps: { db }, principal: { workspaceId }, query }) {
    const { flow: flowId, limit = 50, ...filter } = query;
    const [approvals, counts] = await Promise.all([
      listApprovals(db, workspaceId, { ...filter, flowId, limit }),
      countApprovals(db, workspaceId),
    ]);
    return { approvals, counts, next: pageOf(approvals, limit) };
  },
});
