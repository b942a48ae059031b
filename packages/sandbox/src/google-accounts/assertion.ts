import { verify } from 'node:crypto';
import type { World } from '../world.ts';
import { googleUsers, serviceAccountEmail } from './state.ts';

export type Assertion = { user: string; scopes: string[] };
export type AssertionError = { status: number; error: string; error_description: string };

/** Reads the JWT a service account asks with (google-auth.md §4), for itself or, with `sub`, for a person of its domain. */
export function readAssertion(world: World, assertion: string, audience: string): Assertion | AssertionError {
  const [head, claims, signature, ...more] = assertion.split('.');
  if (head === undefined || claims === undefined || signature === undefined || more.length > 0)
    return invalid('Invalid JWT: Token must be a short-lived token.');
  const [header, payload] = [read(head), read(claims)];
  if (header.alg !== 'RS256') return invalid('Invalid JWT Signature.');
  const { iss, aud, iat, exp, sub, scope } = payload;
  if (iss !== serviceAccountEmail) return invalid('Invalid grant: account not found');
  const key = world.googleAccounts.publicKey();
  if (!verify('RSA-SHA256', Buffer.from(`${head}.${claims}`), key, Buffer.from(signature, 'base64url')))
    return invalid('Invalid JWT Signature.');
  if (aud !== audience) return invalid('Invalid JWT: Failed audience check.');
  const now = Math.floor(world.now() / 1_000);
  if (typeof iat !== 'number' || typeof exp !== 'number' || iat > now + 300 || exp < now || exp - iat > 3_600)
    return invalid(
      'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.',
    );
  const scopes = typeof scope === 'string' ? scope.split(' ').filter((each) => each !== '') : [];
  if (scopes.length === 0)
    return {
      status: 400,
      error: 'invalid_scope',
      error_description: 'Invalid OAuth scope or ID token audience provided.',
    };
  if (sub === undefined) return { user: serviceAccountEmail, scopes };
  if (!googleUsers.some((user) => user.email === sub)) return invalid('Invalid email or User ID');
  if (!scopes.every((each) => world.googleAccounts.delegatedScopes.has(each)))
    return {
      status: 401,
      error: 'unauthorized_client',
      error_description:
        'Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the scopes requested.',
    };
  return { user: String(sub), scopes };
}

function invalid(error_description: string): AssertionError {
  return { status: 400, error: 'invalid_grant', error_description };
}

function read(part: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
