import { getRun } from '../../stores/runs.ts';
import { endpoint } from '../endpoint.ts';
import { IdParams } from '../params.ts';
import { RunAnswer } from './run-body.ts';

export const getRunRoute = endpoint({
  method: 'GET',
  url: '/api/runs/:id',
  access: 'viewer',
  summary: 'A run with its counters',
  params: IdParams,
  answer: RunAnswer,
  handle: ({ deps, principal, params }) => getRun(deps.db, principal.workspaceId, params.id),
});
