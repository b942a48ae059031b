import { deleteListener } from '../../stores/sample-listeners.ts';
import { endpoint } from '../endpoint.ts';
import { IdParams } from '../params.ts';

export const stopListeningRoute = endpoint({
  method: 'DELETE',
  url: '/api/sample-listeners/:id',
  access: 'builder',
  summary: 'Wait no longer: the address is gone',
  params: IdParams,
  handle({ deps, principal: { workspaceId }, params }) {
    return deleteListener(deps.db, workspaceId, params.id);
  },
});
