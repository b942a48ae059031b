import Type from 'typebox';
import { scheduleTimes } from '../../flows/schedule-times.ts';
import { getTrigger, pastOccurrences } from '../../stores/triggers.ts';
import { endpoint } from '../endpoint.ts';
import { IdParams, Moment } from '../params.ts';

const COUNT = 20;

export const listOccurrences = endpoint({
  method: 'GET',
  url: '/api/triggers/:id/occurrences',
  access: 'viewer',
  summary: 'The next 20 times of a schedule, and what became of the last 20',
  params: IdParams,
  answer: Type.Object({
    timezone: Type.Union([Type.String(), Type.Null()]),
    next: Type.Array(Moment),
    past: Type.Array(
      Type.Object({
        scheduledAt: Moment,
        outcome: Type.Enum(['fired', 'queued', 'skipped']),
        reason: Type.Union([Type.String(), Type.Null()]),
        runId: Type.Union([Type.String(), Type.Null()]),
      }),
    ),
  }),
  async handle({ deps, principal, params }) {
    const { kind, active, config } = await getTrigger(deps.db, principal.workspaceId, params.id);
    const past = await pastOccurrences(deps.db, params.id, COUNT);
    if (kind !== 'schedule') return { timezone: null, next: [], past };
    const timezone = String(config.timezone);
    const next = active ? scheduleTimes(String(config.cron), timezone, deps.now(), COUNT) : [];
    return { timezone, next: next.map((time) => time.toISOString()), past };
  },
});
