import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { installGate, sendAnswer } from '../control/gate.ts';
import type { VendorAnswer, VendorAnswers } from '../control/vendor.ts';
import type { World } from '../world.ts';
import { readAssertion } from './assertion.ts';
import { googleConsent } from './consent.ts';
import { googleClient, googleUsers } from './state.ts';

const refusal = (status: number, error: string, error_description: string): VendorAnswer => ({
  status,
  body: { error, error_description },
});
const ended = () => refusal(400, 'invalid_grant', 'Token has been expired or revoked.');
const wrongClient = () => refusal(401, 'invalid_client', 'The OAuth client was not found.');

const accountsAnswers: VendorAnswers = {
  rateLimited: (retryAfter) => ({
    status: 429,
    headers: retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
    body: { error: 'rate_limit_exceeded', error_description: 'Rate Limit Exceeded' },
  }),
  serverError: (status) => ({ status, body: { error: 'internal_failure', error_description: 'Backend Error' } }),
  unauthorized: wrongClient,
  revoked: ended,
};

/** Google's sign-in under `/google`: consent page, token endpoint (code, refresh, service account), revoke, keys. */
export function googleAccountsStandIn(world: World, stopping: AbortSignal): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    const gate = installGate(app, world, 'google-accounts', accountsAnswers, stopping);
    app.post('/token', async (request, reply) => {
      await gate.beforeWork(request);
      return sendAnswer(reply, tokenAnswer(world, formOf(request)));
    });
    app.post('/revoke', async (request, reply) => {
      await gate.beforeWork(request);
      const token = formOf(request).get('token') ?? new URL(request.url, 'http://sandbox').searchParams.get('token');
      return sendAnswer(
        reply,
        world.googleAccounts.revoke(token ?? '')
          ? { status: 200, body: {} }
          : refusal(400, 'invalid_token', 'Token expired or revoked'),
      );
    });
    app.get('/oauth2/v3/certs', (_request, reply) => {
      const key = world.googleAccounts.publicKey().export({ format: 'jwk' });
      const keys = [{ ...key, alg: 'RS256', use: 'sig', kid: 'raccord-sandbox-key-1' }];
      return sendAnswer(reply, { status: 200, headers: { 'cache-control': 'public, max-age=300' }, body: { keys } });
    });
    googleConsent(app, world);
  };
}

function tokenAnswer(world: World, params: URLSearchParams): VendorAnswer {
  const accounts = world.googleAccounts;
  const grantType = params.get('grant_type');
  if (grantType === 'urn:ietf:params:oauth:grant-type:jwt-bearer') {
    const asked = readAssertion(world, params.get('assertion') ?? '', `${world.baseUrl()}/google/token`);
    if ('error' in asked) return refusal(asked.status, asked.error, asked.error_description);
    return { status: 200, body: issued(world, accounts.issue(asked)) };
  }
  if (params.get('client_id') !== googleClient.clientId) return wrongClient();
  if (params.get('client_secret') !== googleClient.clientSecret)
    return refusal(401, 'invalid_client', 'The provided client secret is invalid.');
  switch (grantType) {
    case 'refresh_token': {
      const refreshToken = params.get('refresh_token') ?? '';
      const grant = accounts.useGrant(refreshToken);
      if (grant === undefined) return ended();
      const { user, scopes } = grant;
      const token = accounts.issue({ user, scopes, refreshToken });
      return { status: 200, body: { ...issued(world, token), scope: scopes.join(' ') } };
    }
    case 'authorization_code':
      return exchanged(world, params);
    default:
      return refusal(400, 'unsupported_grant_type', `Invalid grant_type: ${grantType ?? ''}`);
  }
}

function exchanged(world: World, params: URLSearchParams): VendorAnswer {
  const accounts = world.googleAccounts;
  const code = accounts.codes.get(params.get('code') ?? '');
  accounts.codes.delete(params.get('code') ?? '');
  if (code === undefined || code.expiresAt < world.now()) return refusal(400, 'invalid_grant', 'Malformed auth code.');
  if (code.redirectUri !== params.get('redirect_uri')) return refusal(400, 'redirect_uri_mismatch', 'Bad Request');
  const verifier = params.get('code_verifier');
  if (code.challenge !== undefined && challengeOf(verifier ?? '') !== code.challenge)
    return refusal(400, 'invalid_grant', verifier === null ? 'Missing code verifier.' : 'Invalid code verifier.');
  const { user, scopes } = code;
  const refreshToken = code.offline ? accounts.addGrant(user, scopes) : undefined;
  const token = accounts.issue({ user, scopes, ...(refreshToken === undefined ? {} : { refreshToken }) });
  return {
    status: 200,
    body: {
      ...issued(world, token),
      ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
      scope: scopes.join(' '),
      ...(scopes.includes('openid') ? { id_token: idToken(world, user) } : {}),
    },
  };
}

function issued(world: World, token: string) {
  return { access_token: token, expires_in: world.googleAccounts.accessTokenSeconds, token_type: 'Bearer' };
}

function idToken(world: World, email: string): string {
  const now = Math.floor(world.now() / 1_000);
  const { sub, name } = googleUsers.find((user) => user.email === email)!;
  const claims = {
    iss: 'https://accounts.google.com',
    aud: googleClient.clientId,
    sub,
    email,
    email_verified: true,
    name,
  };
  return world.googleAccounts.idToken({ ...claims, iat: now, exp: now + 3_600 });
}

function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}

function formOf(request: FastifyRequest): URLSearchParams {
  return new URLSearchParams(typeof request.body === 'string' ? request.body : '');
}
