import { Failure } from '@raccord/contract';
import { importPKCS8, SignJWT } from 'jose';

/** How a vendor wants its tokens signed; the key must fit. */
export type JwtAlgorithm = 'RS256' | 'PS256' | 'ES256';
type Signed = {
  algorithm: JwtAlgorithm;
  /** PKCS#8 PEM. */
  privateKey: string;
  keyId?: string;
  claims: Record<string, unknown>;
  /** Milliseconds since 1970. */
  now: number;
};

/** As long as vendors take at most; a shorter one gains nothing, since it is used at once. */
const LIFE_SECONDS = 300;

/**
 * A short-lived JWT by which a client shows that it has the key.
 * @throws Failure `config` / `oauth.badKey`; nothing of the key is in it
 */
export async function signedJwt({ algorithm, privateKey, keyId, claims, now }: Signed): Promise<string> {
  const issuedAt = Math.floor(now / 1_000);
  try {
    // In a form the line breaks of a PEM often arrive as `\n`.
    const key = await importPKCS8(privateKey.replaceAll('\\n', '\n').trim(), algorithm);
    return await new SignJWT(claims)
      .setProtectedHeader({ alg: algorithm, typ: 'JWT', ...(keyId === undefined ? {} : { kid: keyId }) })
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + LIFE_SECONDS)
      .sign(key);
  } catch (cause) {
    throw new Failure('config', 'oauth.badKey', { reason: algorithm }, { cause });
  }
}

/** The form of a token request by client credentials, proven by a signed assertion (RFC 7523 §2.2; NetSuite wants PS256 or ES256). */
export async function clientCredentialsForm({
  clientId,
  tokenAddress,
  scopes,
  ...signed
}: Omit<Signed, 'claims'> & { clientId: string; tokenAddress: string; scopes: readonly string[] }): Promise<
  Record<string, string>
> {
  const claims = { iss: clientId, sub: clientId, aud: tokenAddress, scope: [...scopes], jti: crypto.randomUUID() };
  return {
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: await signedJwt({ ...signed, claims }),
    ...(scopes.length === 0 ? {} : { scope: scopes.join(' ') }),
  };
}

/** The form of a token request of a service account, for itself or (`subject`) for a person of its domain (RFC 7523 §2.1). */
export async function serviceAccountForm({
  email,
  subject,
  tokenAddress,
  scopes,
  ...signed
}: Omit<Signed, 'claims' | 'algorithm'> & {
  email: string;
  subject?: string | undefined;
  tokenAddress: string;
  scopes: readonly string[];
}): Promise<Record<string, string>> {
  const claims = { iss: email, aud: tokenAddress, scope: scopes.join(' '), ...(subject && { sub: subject }) };
  return {
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    assertion: await signedJwt({ ...signed, algorithm: 'RS256', claims }),
  };
}
