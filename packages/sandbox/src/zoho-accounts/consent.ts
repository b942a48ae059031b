import type { FastifyInstance } from 'fastify';
import { consentRoutes } from '../consent/consent-page.ts';
import { randomToken } from '../ids.ts';
import type { World } from '../world.ts';
import { zohoClient } from './state.ts';

const codeMs = 120_000;

export function zohoConsent(app: FastifyInstance, world: World): void {
  consentRoutes(app, world, {
    path: '/oauth/v2/auth',
    vendor: 'Zoho',
    granular: false,
    scopes: (params) => (params.get('scope') ?? '').split(/[\s,]+/).filter((scope) => scope !== ''),
    accounts: () => ['camille@raccord.example'],
    problem(params) {
      if (params.get('client_id') !== zohoClient.clientId) return 'ERROR_invalid_client';
      if (params.get('response_type') !== 'code') return 'ERROR_invalid_response_type';
      if ((params.get('scope') ?? '') === '') return 'ERROR_invalid_scope';
      return undefined;
    },
    accepted(params, { scopes }) {
      const code = `1000.${randomToken(32)}.${randomToken(32)}`;
      world.accounts.codes.set(code, {
        redirectUri: params.get('redirect_uri')!,
        offline: params.get('access_type') === 'offline',
        expiresAt: world.now() + codeMs,
        scopes,
      });
      return { code, location: 'eu', 'accounts-server': `${world.baseUrl()}/zoho` };
    },
  });
}
