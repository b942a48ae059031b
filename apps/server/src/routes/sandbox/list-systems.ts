import Type from 'typebox';
import { askSandbox } from '../../sandbox/ask-sandbox.ts';
import { connectionsToSandbox } from '../../sandbox/sandbox-connections.ts';
import { endpoint } from '../endpoint.ts';
import { Uuid } from '../params.ts';

export const listSystems = endpoint({
  method: 'GET',
  url: '/api/sandbox/systems',
  access: 'viewer',
  summary: 'The stand-ins, how many rows each of their tables has, and the connections that lead to them',
  answer: Type.Object({
    systems: Type.Array(
      Type.Object({
        id: Type.String(),
        tables: Type.Array(Type.Object({ name: Type.String(), count: Type.Integer() })),
        connections: Type.Array(Type.Object({ id: Uuid, name: Type.String(), environmentId: Uuid })),
      }),
    ),
  }),
  async handle({ deps, principal }) {
    const state = await askSandbox<Record<string, Record<string, number>>>(deps, 'GET', '/state');
    const connections = await connectionsToSandbox(deps, principal.workspaceId);
    return {
      systems: Object.entries(state).map(([id, tables]) => ({
        id,
        tables: Object.entries(tables).map(([name, count]) => ({ name, count })),
        connections: connections
          .filter(({ connector }) => connector === id)
          .map(({ connector: _connector, ...connection }) => connection),
      })),
    };
  },
});
