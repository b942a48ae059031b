import Type from 'typebox';
import { countInbox, listFailureGroups } from '../../stores/inbox/failure-groups.ts';
import { listOpenJobs } from '../../stores/inbox/failure-jobs.ts';
import { endpoint } from '../endpoint.ts';
import { failureQuery, groupFields, jobFields, toldJob, withMessage } from './failure-body.ts';

export const listFailureGroupsRoute = endpoint({
  method: 'GET',
  url: '/api/failure-groups',
  access: 'viewer',
  summary: 'The inbox, what failed alike together, most recent first; at most 200 groups',
  query: Type.Object({
    ...failureQuery,
    snoozed: Type.Optional(Type.Boolean({ description: 'Only those that are snoozed, or only those that are not.' })),
    assignee: Type.Optional(Type.String({ maxLength: 200, description: 'Empty: nobody’s.' })),
    tag: Type.Optional(Type.String({ maxLength: 50 })),
  }),
  answer: Type.Object({
    groups: Type.Array(Type.Object(groupFields)),
    counts: Type.Object(
      { open: Type.Integer(), inDoubt: Type.Integer(), retrying: Type.Integer() },
      { description: 'Of all, whatever the filter.' },
    ),
    jobs: Type.Array(Type.Object(jobFields), { description: 'Work on many failures that is under way.' }),
  }),
  async handle({ deps, principal, query, request }) {
    const { flow: flowId, ...filter } = query;
    const { workspaceId } = principal;
    const [groups, counts, jobs] = await Promise.all([
      listFailureGroups(deps.db, workspaceId, { ...filter, flowId }),
      countInbox(deps.db, workspaceId),
      listOpenJobs(deps.db, workspaceId),
    ]);
    return {
      groups: groups.map((group) => withMessage(group, request)),
      counts,
      jobs: jobs.map((job) => toldJob(job, request)),
    };
  },
});
