import { deleteSample } from '../../stores/samples.ts';
import { endpoint } from '../endpoint.ts';
import { IdParams } from '../params.ts';

export const deleteSampleRoute = endpoint({
  method: 'DELETE',
  url: '/api/samples/:id',
  access: 'builder',
  summary: 'Delete a sample',
  params: IdParams,
  handle({ deps, principal: { workspaceId }, params }) {
    return deleteSample(deps.db, workspaceId, params.id);
  },
});
