import { Failure } from '@raccord/contract';
import Type from 'typebox';
import { endpoint } from '../endpoint.ts';
import { FlowParams } from '../params.ts';

export const runFlow = endpoint({
  method: 'POST',
  url: '/api/flows/:id/run',
  access: 'operator',
  summary: 'Run a flow by hand with one record, or with several',
  params: FlowParams,
  body: Type.Object(
    {
      environment: Type.String({ minLength: 1, maxLength: 100, description: 'Name.' }),
      input: Type.Optional(Type.Unknown({ description: 'One record.' })),
      inputs: Type.Optional(Type.Array(Type.Unknown(), { minItems: 1, maxItems: 1_000 })),
    },
    { additionalProperties: false },
  ),
  answer: Type.Object({ runId: Type.String(), recordIds: Type.Array(Type.String()) }),
  async handle({ deps, principal, params, body }) {
    const { environment, input, inputs } = body;
    if ((input === undefined) === (inputs === undefined)) throw new Failure('input', 'server.oneInput');
    const { workspaceId, label: by } = principal;
    const records = inputs ?? [input];
    return deps.engine.fire({ workspaceId, flowId: params.id, environment, inputs: records, cause: 'manual', by });
  },
});
