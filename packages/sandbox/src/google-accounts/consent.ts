import type { FastifyInstance } from 'fastify';
import { consentRoutes } from '../consent/consent-page.ts';
import { randomToken } from '../ids.ts';
import type { World } from '../world.ts';
import { googleClient, googleUsers, knownScopes } from './state.ts';

const codeMs = 600_000;

export function googleConsent(app: FastifyInstance, world: World): void {
  consentRoutes(app, world, {
    path: '/o/oauth2/v2/auth',
    vendor: 'Google',
    granular: true,
    scopes: scopesOf,
    accounts(params) {
      const hint = params.get('login_hint');
      const emails = googleUsers.map((user) => user.email);
      return [...emails.filter((email) => email === hint), ...emails.filter((email) => email !== hint)];
    },
    problem(params) {
      if (params.get('client_id') !== googleClient.clientId)
        return 'Error 401: invalid_client. The OAuth client was not found.';
      if (params.get('response_type') !== 'code') return 'Error 400: invalid_request. Invalid response_type.';
      if (scopesOf(params).length === 0) return 'Error 400: invalid_request. Missing required parameter: scope';
      const unknown = scopesOf(params).filter((scope) => !knownScopes.has(scope));
      if (unknown.length > 0)
        return `Error 400: invalid_scope. Some requested scopes were invalid. {invalid=[${unknown.join(', ')}]}`;
      if (params.get('code_challenge_method') === 'plain') return 'Error 400: invalid_request. The sandbox wants S256.';
      return undefined;
    },
    accepted(params, { account, scopes }) {
      const code = `4/0A${randomToken(60)}`;
      const known = [...world.googleAccounts.grants.values()].some((grant) => grant.user === account);
      world.googleAccounts.codes.set(code, {
        user: account,
        scopes,
        redirectUri: params.get('redirect_uri')!,
        challenge: params.get('code_challenge') ?? undefined,
        // A person who has consented before gets a new refresh token only when asked to consent again.
        offline: params.get('access_type') === 'offline' && (params.get('prompt') === 'consent' || !known),
        expiresAt: world.now() + codeMs,
      });
      return { code, scope: scopes.join(' '), authuser: '0', prompt: 'consent' };
    },
  });
}

function scopesOf(params: URLSearchParams): string[] {
  return (params.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
}
