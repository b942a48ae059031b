import Type from 'typebox';
import { listFailures } from '../../stores/failures.ts';
import { endpoint } from '../endpoint.ts';
import { Next, pageOf, pageQuery } from '../params.ts';
import { failureFields, failureQuery, withMessage } from './failure-body.ts';

export const listFailuresRoute = endpoint({
  method: 'GET',
  url: '/api/failures',
  access: 'viewer',
  summary: 'The inbox: what failed, newest first',
  query: Type.Object({ ...failureQuery, ...pageQuery }),
  answer: Type.Object({ failures: Type.Array(Type.Object(failureFields)), next: Next }),
  async handle({ deps, principal, query, request }) {
    const { flow: flowId, limit = 50, ...filter } = query;
    const failures = await listFailures(deps.db, principal.workspaceId, { ...filter, flowId, limit });
    return { failures: failures.map((failure) => withMessage(failure, request)), next: pageOf(failures, limit) };
  },
});
