import Type from 'typebox';
import { getJob } from '../../stores/inbox/failure-jobs.ts';
import { endpoint } from '../endpoint.ts';
import { IdParams } from '../params.ts';
import { jobFields, toldJob } from './failure-body.ts';

export const getJobRoute = endpoint({
  method: 'GET',
  url: '/api/failure-jobs/:id',
  access: 'viewer',
  summary: 'How far work on many failures is, and what was refused',
  params: IdParams,
  answer: Type.Object(jobFields),
  handle: async ({ deps, principal, params, request }) =>
    toldJob(await getJob(deps.db, principal.workspaceId, params.id), request),
});
