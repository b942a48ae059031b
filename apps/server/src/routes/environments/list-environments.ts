import Type from 'typebox';
import { listEnvironments } from '../../stores/environments.ts';
import { endpoint } from '../endpoint.ts';
import { EnvironmentAnswer } from './environment-body.ts';

export const listEnvironmentsRoute = endpoint({
  method: 'GET',
  url: '/api/environments',
  access: 'viewer',
  summary: 'The environments, oldest first',
  answer: Type.Object({ environments: Type.Array(EnvironmentAnswer) }),
  handle: async ({ deps, principal }) => ({ environments: await listEnvironments(deps.db, principal.workspaceId) }),
});
