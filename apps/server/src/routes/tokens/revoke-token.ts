import { Failure } from '@raccord/contract';
import { revokeApiToken } from '../../stores/api-tokens.ts';
import { endpoint } from '../endpoint.ts';
import { IdParams } from '../params.ts';

export const revokeToken = endpoint({
  method: 'DELETE',
  url: '/api/tokens/:id',
  access: 'admin',
  summary: 'Revoke an API token',
  params: IdParams,
  async handle({ deps, principal, params }) {
    if (!(await revokeApiToken(deps.db, principal.workspaceId, params.id)))
      throw new Failure('missing', 'server.noToken', { id: params.id });
  },
});
