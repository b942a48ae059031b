import { getPersonJob } from '../../stores/person/person-jobs.ts';
import { endpoint } from '../endpoint.ts';
import { IdParams } from '../params.ts';
import { PersonJobAnswer } from './person-body.ts';

export const getPersonReport = endpoint({
  method: 'GET',
  url: '/api/person-jobs/:id/report',
  access: 'admin',
  summary: 'What was found or erased of one person, as a file: counts, who and when, and not the person',
  params: IdParams,
  answer: PersonJobAnswer,
  async handle({ deps, principal, params, reply }) {
    const job = await getPersonJob(deps.pool, principal.workspaceId, params.id);
    reply.header('content-disposition', `attachment; filename="person-${job.hash}.json"`);
    return job;
  },
});
