import type { FastifyInstance, FastifyRequest } from 'fastify';
import { answerFor, type Gate, installGate, sendAnswer } from '../control/gate.ts';
import type { VendorAnswer, VendorAnswers } from '../control/vendor.ts';
import { randomToken } from '../ids.ts';
import type { World } from '../world.ts';
import { zohoConsent } from './consent.ts';
import { zohoClient } from './state.ts';

/** Zoho says "no" with HTTP 200 and an `error` (zoho-crm.md §2). */
const refusal = (error: string): VendorAnswer => ({ status: 200, body: { error } });

const accountsAnswers: VendorAnswers = {
  rateLimited: () => ({
    status: 400,
    body: {
      error_description: 'You have made too many requests continuously. Please try again after some time.',
      error: 'Access Denied',
      status: 'failure',
    },
  }),
  serverError: (status) => ({
    status,
    headers: { 'content-type': 'text/html' },
    body: '<html><body>Error</body></html>',
  }),
  unauthorized: () => refusal('invalid_client'),
  revoked: () => refusal('invalid_code'),
};

/** Zoho's OAuth server under `/zoho/oauth/v2`. */
export function zohoAccountsStandIn(world: World, stopping: AbortSignal): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    const gate = installGate(app, world, 'zoho-accounts', accountsAnswers, stopping);
    const route = (path: string, handler: (params: URLSearchParams) => VendorAnswer) =>
      app.post(path, async (request, reply) => sendAnswer(reply, await answer(gate, request, handler)));
    route('/oauth/v2/token', (params) => tokenAnswer(world, params));
    route('/oauth/v2/token/revoke', (params) =>
      world.accounts.revoke(params.get('token') ?? '')
        ? { status: 200, body: { status: 'success' } }
        : refusal('invalid_token'),
    );
    zohoConsent(app, world);
  };
}

async function answer(
  gate: Gate,
  request: FastifyRequest,
  handler: (params: URLSearchParams) => VendorAnswer,
): Promise<VendorAnswer> {
  await gate.beforeWork(request);
  try {
    return handler(readParams(request));
  } catch (thrown) {
    return answerFor(thrown);
  }
}

function tokenAnswer(world: World, params: URLSearchParams): VendorAnswer {
  if (params.get('client_id') !== zohoClient.clientId) return refusal('invalid_client');
  if (params.get('client_secret') !== zohoClient.clientSecret) return refusal('invalid_client');
  const { accounts } = world;
  switch (params.get('grant_type')) {
    case 'refresh_token': {
      const refreshToken = params.get('refresh_token') ?? '';
      if (!accounts.refreshTokens.has(refreshToken)) return refusal('invalid_code');
      if (world.limits.take('zoho-accounts', refreshToken, world.now()) !== undefined) {
        return accountsAnswers.rateLimited(undefined);
      }
      return { status: 200, body: issue(world, refreshToken) };
    }
    case 'authorization_code': {
      const code = params.get('code') ?? '';
      const grant = accounts.codes.get(code);
      accounts.codes.delete(code);
      if (grant === undefined || grant.expiresAt < world.now()) return refusal('invalid_code');
      if (grant.redirectUri !== params.get('redirect_uri')) return refusal('invalid_redirect_uri');
      const refreshToken = `1000.${randomToken(32)}.${randomToken(32)}`;
      accounts.refreshTokens.add(refreshToken);
      accounts.grantedScopes.set(refreshToken, grant.scopes);
      const { access_token, ...rest } = issue(world, refreshToken);
      return {
        status: 200,
        body: { access_token, ...(grant.offline ? { refresh_token: refreshToken } : {}), ...rest },
      };
    }
    default:
      return refusal('unsupported_grant_type');
  }
}

function issue(world: World, refreshToken: string) {
  const token = `1000.${randomToken(32)}.${randomToken(32)}`;
  const seconds = world.accounts.accessTokenSeconds;
  world.accounts.issue({ token, refreshToken, expiresAt: world.now() + seconds * 1_000 });
  return { access_token: token, api_domain: `${world.baseUrl()}/zoho`, token_type: 'Bearer', expires_in: seconds };
}

/** Zoho takes the parameters from the body or from the query. */
function readParams(request: FastifyRequest): URLSearchParams {
  const mark = request.url.indexOf('?');
  const params = new URLSearchParams(mark < 0 ? '' : request.url.slice(mark + 1));
  if (typeof request.body === 'string')
    for (const [name, value] of new URLSearchParams(request.body)) params.set(name, value);
  return params;
}
