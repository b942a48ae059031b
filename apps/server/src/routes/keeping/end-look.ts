import { endLook } from '../../stores/person/person-jobs.ts';
import { endpoint } from '../endpoint.ts';
import { IdParams } from '../params.ts';

export const endLookRoute = endpoint({
  method: 'DELETE',
  url: '/api/person-jobs/:id',
  access: 'admin',
  summary: 'Let a search go: whom it was about is forgotten. By itself that happens after a day',
  params: IdParams,
  handle: ({ deps, principal, params }) => endLook(deps.pool, principal.workspaceId, params.id),
});
