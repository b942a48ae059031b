import Type from 'typebox';
import { listPersonJobs } from '../../stores/person/person-jobs.ts';
import { endpoint } from '../endpoint.ts';
import { PersonJobAnswer } from './person-body.ts';

export const listPersonJobsRoute = endpoint({
  method: 'GET',
  url: '/api/person-jobs',
  access: 'admin',
  summary: 'The last 50 searches for people’s data, and the reports of what was erased, newest first',
  answer: Type.Object({ jobs: Type.Array(PersonJobAnswer) }),
  handle: async ({ deps, principal }) => ({ jobs: await listPersonJobs(deps.pool, principal.workspaceId) }),
});
