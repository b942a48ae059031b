import Type from 'typebox';
import { storedDocument } from '../../flows/read-document.ts';
import { resolveBindings } from '../../stores/bindings.ts';
import { getEnvironment } from '../../stores/environments.ts';
import { getFlow } from '../../stores/flows.ts';
import { endpoint } from '../endpoint.ts';
import { FlowParams } from '../params.ts';

const Bound = Type.Object({
  id: Type.String(),
  name: Type.String(),
  connector: Type.String(),
  explicit: Type.Boolean({ description: 'Chosen for this flow; else the environment’s default.' }),
});

export const listBindings = endpoint({
  method: 'GET',
  url: '/api/flows/:id/bindings/:environment',
  access: 'viewer',
  summary: 'The connections in the slots of a flow’s draft',
  params: Type.Object({ ...FlowParams.properties, environment: Type.String({ maxLength: 100 }) }),
  answer: Type.Object({
    slots: Type.Array(
      Type.Object({ slot: Type.String(), connector: Type.String(), connection: Type.Union([Bound, Type.Null()]) }),
    ),
  }),
  async handle({ deps, principal, params }) {
    const { workspaceId } = principal;
    const document = storedDocument((await getFlow(deps.db, workspaceId, params.id)).draft);
    const { id: environmentId } = await getEnvironment(deps.db, workspaceId, params.environment);
    const bound = await resolveBindings(deps.db, { workspaceId, flowId: params.id, environmentId }, document);
    const slots = Object.entries(document.connections ?? {}).map(([slot, { connector }]) => ({
      slot,
      connector,
      connection: bound[slot] ?? null,
    }));
    return { slots };
  },
});
