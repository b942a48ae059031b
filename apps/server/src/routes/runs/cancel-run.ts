import Type from 'typebox';
import { getRun } from '../../stores/runs.ts';
import { endpoint } from '../endpoint.ts';
import { IdParams } from '../params.ts';

export const cancelRun = endpoint({
  method: 'POST',
  url: '/api/runs/:id/cancel',
  access: 'operator',
  summary: 'Cancel what has not ended of a run; what was done outside stays done',
  params: IdParams,
  answer: Type.Object({ cancelled: Type.Integer({ description: 'Records that were cancelled.' }) }),
  async handle({ deps, principal, params }) {
    const { workspaceId, label: by } = principal;
    await getRun(deps.db, workspaceId, params.id);
    return deps.engine.cancelRun({ workspaceId, runId: params.id, by });
  },
});
