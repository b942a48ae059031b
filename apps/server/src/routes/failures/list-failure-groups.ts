import Type from 'typebox';
import { listFailureGroups } from '../../stores/failures.ts';
import { endpoint } from '../endpoint.ts';
import { failureQuery, groupFields, withMessage } from './failure-body.ts';

export const listFailureGroupsRoute = endpoint({
  method: 'GET',
  url: '/api/failure-groups',
  access: 'viewer',
  summary: 'The inbox, what failed alike together, most recent first; at most 200 groups',
  query: Type.Object(failureQuery),
  answer: Type.Object({ groups: Type.Array(Type.Object(groupFields)) }),
  async handle({ deps, principal, query, request }) {
    const { flow: flowId, ...filter } = query;
    const groups = await listFailureGroups(deps.db, principal.workspaceId, { ...filter, flowId });
    return { groups: groups.map((group) => withMessage(group, request)) };
  },
});
