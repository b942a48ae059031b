import Type from 'typebox';
import { requireTests } from '../../flow-tests/require-tests.ts';
import { deployFlow } from '../../flows/deploy-flow.ts';
import { endpoint } from '../endpoint.ts';
import { FlowParams } from '../params.ts';
import { Problems, withMessages } from './problems.ts';

export const deployFlowRoute = endpoint({
  method: 'POST',
  url: '/api/flows/:id/deploy',
  access: 'builder',
  summary: 'Put a flow’s draft, or an earlier version, into service in an environment; some ask for tests that pass',
  params: FlowParams,
  body: Type.Object(
    {
      environment: Type.String({ minLength: 1, maxLength: 100, description: 'Name or id.' }),
      version: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647 })),
      note: Type.Optional(Type.String({ maxLength: 1_000 })),
    },
    { additionalProperties: false },
  ),
  answer: Type.Object({ version: Type.Integer(), problems: Problems }),
  async handle({ deps, principal, params, body, request }) {
    const { workspaceId, label: by } = principal;
    const tested = await requireTests(deps, { workspaceId, flowId: params.id }, body);
    const command = { workspaceId, flowId: params.id, ...body, by, tested };
    const { version, problems } = await deployFlow(deps.db, deps.registry, command, deps.now());
    return { version, problems: withMessages(problems, request) };
  },
});
