import { randomToken } from '../ids.ts';

/** The app's client, as its "Basic Information" shows it. */
export const slackClient = {
  clientId: '260000000026.260000000027',
  clientSecret: 'raccord5andbox0client1secret26fa',
};

export type SlackToken = { scopes: string[]; expiresAt?: number };
export type SlackCode = { scopes: string[]; redirectUri: string; expiresAt: number };

const rotatedSeconds = 43_200;

/** Tokens that the app was given by consent; the bot token from the start stands in `slackApp`. */
export class SlackAccountsState {
  /** Token rotation is switched on: tokens end after 12 hours, each refresh token works once (slack.md §2). */
  rotation = false;
  readonly codes = new Map<string, SlackCode>();
  readonly tokens = new Map<string, SlackToken>();
  readonly refreshTokens = new Map<string, { scopes: string[]; accessToken: string }>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** What a token may do; undefined when it is none of ours. */
  check(token: string): { scopes: string[]; expired: boolean } | undefined {
    const known = this.tokens.get(token);
    if (known === undefined) return undefined;
    return { scopes: known.scopes, expired: known.expiresAt !== undefined && known.expiresAt <= this.#now() };
  }

  issue(scopes: string[]): { access_token: string; refresh_token?: string; expires_in?: number } {
    const accessToken = `${this.rotation ? 'xoxe.xoxb-' : 'xoxb-'}${randomToken(40)}`;
    if (!this.rotation) {
      this.tokens.set(accessToken, { scopes });
      return { access_token: accessToken };
    }
    const refreshToken = `xoxe-1-${randomToken(40)}`;
    this.tokens.set(accessToken, { scopes, expiresAt: this.#now() + rotatedSeconds * 1_000 });
    this.refreshTokens.set(refreshToken, { scopes, accessToken });
    return { access_token: accessToken, refresh_token: refreshToken, expires_in: rotatedSeconds };
  }

  revoke(token: string): boolean {
    for (const [refresh, { accessToken }] of this.refreshTokens)
      if (accessToken === token) this.refreshTokens.delete(refresh);
    return this.tokens.delete(token);
  }

  tables(): Record<string, object[]> {
    return { tokens: [...this.tokens.values()], settings: [{ rotation: this.rotation }] };
  }
}
