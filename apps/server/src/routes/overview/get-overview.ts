import { describeFailure, failureKinds } from '@raccord/contract';
import Type from 'typebox';
import { preferredLanguage } from '../../plugins/languages.ts';
import { countApprovals } from '../../stores/approvals.ts';
import { getEnvironment } from '../../stores/environments.ts';
import { listHeldWork } from '../../stores/held-work.ts';
import { countFailures, lateTriggers, readNeeds, sampleLatency } from '../../stores/overview.ts';
import { readCounts, silentFlows } from '../../stores/run-counts.ts';
import { endpoint } from '../endpoint.ts';
import { Moment } from '../params.ts';
import { HeldAnswer } from './held-body.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** How far back, and how much of it stands together: about as many steps as can be told apart. */
const ranges = {
  '1h': { length: HOUR, step: 5 * MINUTE },
  '24h': { length: 24 * HOUR, step: HOUR },
  '7d': { length: 7 * 24 * HOUR, step: 6 * HOUR },
  '30d': { length: 30 * 24 * HOUR, step: 24 * HOUR },
} as const;
const rangeNames = ['1h', '24h', '7d', '30d'] as const;

export const getOverview = endpoint({
  method: 'GET',
  url: '/api/overview',
  access: 'viewer',
  summary: 'The morning’s look: what needs somebody now, and how the last hours or days went',
  query: Type.Object({
    environment: Type.Optional(Type.String({ maxLength: 100 })),
    range: Type.Optional(Type.Enum([...rangeNames], { default: '24h' })),
  }),
  answer: Type.Object({
    from: Moment,
    to: Moment,
    stepMs: Type.Integer(),
    needs: Type.Object({
      openGroups: Type.Integer(),
      openFailures: Type.Integer(),
      inDoubt: Type.Integer(),
      toReview: Type.Object(
        { open: Type.Integer(), overdue: Type.Integer() },
        { description: 'Records that wait for a person to decide.' },
      ),
      groups: Type.Array(
        Type.Object({
          fingerprint: Type.String(),
          flowId: Type.String(),
          node: Type.String(),
          count: Type.Integer(),
          lastAt: Moment,
          message: Type.String(),
        }),
        { description: 'Those that something came to last; the inbox has all.' },
      ),
      held: Type.Array(HeldAnswer),
      late: Type.Array(
        Type.Object({
          id: Type.String(),
          flowId: Type.String(),
          node: Type.String(),
          kind: Type.String(),
          dueAt: Moment,
          message: Type.Union([Type.String(), Type.Null()], { description: 'What its last reading said went wrong.' }),
        }),
      ),
      silent: Type.Array(
        Type.Object({
          flowId: Type.String(),
          environmentId: Type.String(),
          usual: Type.Integer({ description: 'Records that usually come in these hours.' }),
          hours: Type.Integer(),
        }),
      ),
    }),
    records: Type.Array(
      Type.Object({
        at: Moment,
        runs: Type.Integer(),
        total: Type.Integer(),
        waiting: Type.Integer(),
        succeeded: Type.Integer(),
        filtered: Type.Integer(),
        failed: Type.Integer(),
        inDoubt: Type.Integer(),
        cancelled: Type.Integer(),
      }),
      { description: 'By the time their run began; steps in which nothing came are absent.' },
    ),
    failures: Type.Array(
      Type.Object({ flowId: Type.String(), kind: Type.Enum([...failureKinds]), count: Type.Integer() }),
    ),
    latency: Type.Array(
      Type.Object({ at: Moment, sampled: Type.Integer(), median: Type.Integer(), p95: Type.Integer() }),
      { description: 'Milliseconds from acceptance to the end, of a sample of each step.' },
    ),
  }),
  async handle({ deps, principal: { workspaceId }, query, request }) {
    const { environment, range = '24h' } = query;
    const environmentId =
      environment === undefined ? undefined : (await getEnvironment(deps.db, workspaceId, environment)).id;
    const language = preferredLanguage(request.headers['accept-language']);
    const { length, step } = ranges[range];
    const to = deps.now();
    const span = { from: to - length, to, step, environmentId };
    const { pool } = deps;
    // Three at a time: a few who look must not take all connections.
    const [{ groups, ...needs }, held, late] = await Promise.all([
      readNeeds(pool, workspaceId, environmentId),
      listHeldWork(pool, workspaceId, language, { environmentId }),
      lateTriggers(pool, workspaceId, environmentId),
    ]);
    const [records, latency, failures] = await Promise.all([
      readCounts(pool, workspaceId, span),
      sampleLatency(pool, workspaceId, span),
      countFailures(pool, workspaceId, span),
    ]);
    const toReview = await countApprovals(deps.db, workspaceId, environmentId);
    const silent = await silentFlows(pool, workspaceId, to, { environmentId });
    return {
      from: new Date(span.from).toISOString(),
      to: new Date(to).toISOString(),
      stepMs: step,
      needs: {
        ...needs,
        toReview,
        groups: groups.map(({ failure, ...group }) => ({ ...group, message: describeFailure(failure, language) })),
        held,
        late: late.map(({ failure, ...trigger }) => ({
          ...trigger,
          message: failure === null ? null : describeFailure(failure, language),
        })),
        silent,
      },
      records,
      failures: failures as { flowId: string; kind: (typeof failureKinds)[number]; count: number }[],
      latency,
    };
  },
});
