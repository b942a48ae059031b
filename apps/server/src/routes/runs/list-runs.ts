import { runStatuses } from '@raccord/contract';
import Type from 'typebox';
import { getEnvironment } from '../../stores/environments.ts';
import { listRuns } from '../../stores/runs.ts';
import { endpoint } from '../endpoint.ts';
import { FlowParams, Next, pageOf, pageQuery, Uuid } from '../params.ts';
import { RunAnswer, runCauses } from './run-body.ts';

export const listRunsRoute = endpoint({
  method: 'GET',
  url: '/api/runs',
  access: 'viewer',
  summary: 'Runs, newest first',
  query: Type.Object({
    flow: Type.Optional(FlowParams.properties.id),
    environment: Type.Optional(Type.String({ maxLength: 100 })),
    status: Type.Optional(Type.Enum([...runStatuses])),
    cause: Type.Optional(Type.Enum([...runCauses])),
    trigger: Type.Optional(Uuid),
    from: Type.Optional(Type.String({ format: 'date-time', description: 'Begun then or later.' })),
    to: Type.Optional(Type.String({ format: 'date-time', description: 'Begun before.' })),
    search: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 200,
        description: 'A run, one of its records, or part of a flow’s name.',
      }),
    ),
    ...pageQuery,
  }),
  answer: Type.Object({ runs: Type.Array(RunAnswer), next: Next }),
  async handle({ deps, principal, query }) {
    const { workspaceId } = principal;
    const { flow: flowId, environment, trigger: triggerId, from, to, limit = 50, ...more } = query;
    const environmentId =
      environment === undefined ? undefined : (await getEnvironment(deps.db, workspaceId, environment)).id;
    const runs = await listRuns(deps.db, workspaceId, {
      ...more,
      flowId,
      environmentId,
      triggerId,
      from: from === undefined ? undefined : Date.parse(from),
      to: to === undefined ? undefined : Date.parse(to),
      limit,
    });
    return { runs, next: pageOf(runs, limit) };
  },
});
