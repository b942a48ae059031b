import Type from 'typebox';
import { runTimeline } from '../../stores/run-timeline.ts';
import { getRun } from '../../stores/runs.ts';
import { endpoint } from '../endpoint.ts';
import { IdParams, Moment } from '../params.ts';

export const getTimeline = endpoint({
  method: 'GET',
  url: '/api/runs/:id/timeline',
  access: 'viewer',
  summary:
    'What happened in a run and when, latest last: calls together where they were made together, failures, waits, what people did',
  params: IdParams,
  answer: Type.Object({
    entries: Type.Array(
      Type.Object({
        at: Moment,
        what: Type.Enum([
          'began',
          'called',
          'failedCall',
          'intended',
          'failed',
          'waits',
          'cancelled',
          'replayed',
          'ended',
        ]),
        node: Type.Union([Type.String(), Type.Null()]),
        count: Type.Integer({ description: 'Records it was about.' }),
        detail: Type.Union([Type.String(), Type.Null()], {
          description: 'Code of a failure, reason of a wait, or who did it.',
        }),
      }),
    ),
    more: Type.Boolean({ description: 'Only the latest are here.' }),
  }),
  async handle({ deps, principal: { workspaceId }, params }) {
    return runTimeline(deps.pool, workspaceId, await getRun(deps.db, workspaceId, params.id));
  },
});
