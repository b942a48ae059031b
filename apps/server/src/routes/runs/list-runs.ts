import { runStatuses } from '@raccord/contract';
import Type from 'typebox';
import { getEnvironment } from '../../stores/environments.ts';
import { listRuns } from '../../stores/runs.ts';
import { endpoint } from '../endpoint.ts';
import { FlowParams, Next, pageOf, pageQuery } from '../params.ts';
import { RunAnswer } from './run-body.ts';

export const listRunsRoute = endpoint({
  method: 'GET',
  url: '/api/runs',
  access: 'viewer',
  summary: 'Runs, newest first',
  query: Type.Object({
    flow: Type.Optional(FlowParams.properties.id),
    environment: Type.Optional(Type.String({ maxLength: 100 })),
    status: Type.Optional(Type.Enum([...runStatuses])),
    ...pageQuery,
  }),
  answer: Type.Object({ runs: Type.Array(RunAnswer), next: Next }),
  async handle({ deps, principal, query }) {
    const { workspaceId } = principal;
    const { flow: flowId, environment, status, after, limit = 50 } = query;
    const environmentId =
      environment === undefined ? undefined : (await getEnvironment(deps.db, workspaceId, environment)).id;
    const runs = await listRuns(deps.db, workspaceId, { flowId, environmentId, status, after, limit });
    return { runs, next: pageOf(runs, limit) };
  },
});
