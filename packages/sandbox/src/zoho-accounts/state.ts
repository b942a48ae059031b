/** The client, the user's consent and the data centre that the stand-in knows from the start. */
export const zohoClient = {
  clientId: '1000.RACCORDSANDBOXCLIENT',
  clientSecret: 'raccord-sandbox-client-secret',
  refreshToken: '1000.raccord-sandbox.refresh-token',
};

export type AccessToken = { token: string; refreshToken: string; expiresAt: number };
export type GrantCode = { redirectUri: string; offline: boolean; expiresAt: number; scopes: readonly string[] };

/** A sixteenth token silently ends the oldest (zoho-crm.md §2). */
const liveTokensPerRefreshToken = 15;

export class AccountsState {
  /** Seconds an access token lives; tests shorten it. */
  accessTokenSeconds = 3_600;
  readonly refreshTokens = new Set<string>([zohoClient.refreshToken]);
  readonly accessTokens = new Map<string, AccessToken>();
  readonly codes = new Map<string, GrantCode>();
  /** By refresh token, what its person consented to; the one that is there from the start is good for everything. */
  readonly grantedScopes = new Map<string, readonly string[]>();

  /** What a token is good for; undefined: everything. */
  scopesOf({ refreshToken }: AccessToken): readonly string[] | undefined {
    return this.grantedScopes.get(refreshToken);
  }

  /** Adds an access token; beyond 15 live ones the oldest of the same refresh token ends. */
  issue(token: AccessToken): void {
    const siblings = [...this.accessTokens.values()].filter((other) => other.refreshToken === token.refreshToken);
    for (const oldest of siblings.slice(0, Math.max(0, siblings.length - liveTokensPerRefreshToken + 1))) {
      this.accessTokens.delete(oldest.token);
    }
    this.accessTokens.set(token.token, token);
  }

  /** Takes back a refresh token with all access tokens that came from it, or one access token. */
  revoke(token: string): boolean {
    if (this.accessTokens.delete(token)) return true;
    if (!this.refreshTokens.delete(token)) return false;
    for (const access of [...this.accessTokens.values()]) {
      if (access.refreshToken === token) this.accessTokens.delete(access.token);
    }
    return true;
  }

  /** Ends all access tokens, as if their hour were over. */
  expireAll(): void {
    this.accessTokens.clear();
  }

  tables(): Record<string, object[]> {
    const tokens = [...this.accessTokens.values()].map(({ expiresAt }, position) => ({ position, expiresAt }));
    return { access_tokens: tokens, settings: [{ accessTokenSeconds: this.accessTokenSeconds }] };
  }
}
