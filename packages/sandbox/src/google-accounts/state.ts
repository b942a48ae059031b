import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { randomToken } from '../ids.ts';

/** The client, and the consent of the first person, that the stand-in knows from the start. */
export const googleClient = {
  clientId: '260000000026-raccordsandbox.apps.googleusercontent.com',
  clientSecret: 'GOCSPX-raccord-sandbox-client',
  refreshToken: '1//0e-raccord-sandbox-refresh-token',
};

/** Whom one can be on the consent page, and for whom the service account may act. */
export const googleUsers = [
  { email: 'camille@raccord.example', sub: '110000000000000000001', name: 'Camille Martin' },
  { email: 'support@raccord.example', sub: '110000000000000000002', name: 'Support Raccord' },
] as const;

export const serviceAccountEmail = 'raccord@sandbox-project.iam.gserviceaccount.com';
const serviceAccountId = '118000000000000000026';

const prefix = 'https://www.googleapis.com/auth/';
/** What Google has and people may ask for here. */
export const knownScopes: ReadonlySet<string> = new Set([
  'openid',
  'email',
  'profile',
  'https://mail.google.com/',
  ...[
    'userinfo.email',
    'userinfo.profile',
    'gmail.send',
    'gmail.labels',
    'gmail.metadata',
    'gmail.readonly',
    'gmail.compose',
    'gmail.insert',
    'gmail.modify',
    'gmail.settings.basic',
    'contacts',
    'contacts.readonly',
    'calendar.events',
    'calendar.events.readonly',
    'calendar.freebusy',
    'drive.file',
    'drive.readonly',
    'drive.metadata.readonly',
    'drive',
    'spreadsheets',
    'spreadsheets.readonly',
    'admin.directory.user.readonly',
    'pubsub',
  ].map((name) => `${prefix}${name}`),
]);

/** What `googleClient.refreshToken` was granted. */
const seededScopes = ['gmail.modify', 'spreadsheets', 'drive'].map((name) => `${prefix}${name}`);

export type GoogleGrant = { user: string; scopes: string[]; issuedAt: number; usedAt: number };
export type GoogleAccess = { user: string; scopes: string[]; expiresAt: number; refreshToken?: string };
export type GoogleCode = {
  user: string;
  scopes: string[];
  redirectUri: string;
  challenge: string | undefined;
  offline: boolean;
  expiresAt: number;
};

const day = 86_400_000;
const unusedMs = 183 * day;
const testingMs = 7 * day;
/** The 101st living refresh token of one person and client silently ends the oldest (google-auth.md §3). */
const grantsPerUser = 100;

export class GoogleAccountsState {
  /** Seconds an access token lives; tests shorten it. */
  accessTokenSeconds = 3_599;
  /** The consent screen has the status "Testing": what it grants ends after seven days. */
  testing = false;
  readonly grants = new Map<string, GoogleGrant>();
  readonly accessTokens = new Map<string, GoogleAccess>();
  readonly codes = new Map<string, GoogleCode>();
  /** What an administrator of the domain let the service account do for its people; empty means: not delegated. */
  delegatedScopes = new Set(seededScopes);
  readonly #now: () => number;
  #key: { publicKey: KeyObject; privateKey: KeyObject } | undefined;

  constructor(now: () => number) {
    this.#now = now;
    const at = now();
    const user = googleUsers[0].email;
    this.grants.set(googleClient.refreshToken, { user, scopes: seededScopes, issuedAt: at, usedAt: at });
  }

  /** Who a token of ours speaks for and what it may do; undefined when it is not one, or not any more. */
  check(token: string): { user: string; scopes: string[] } | undefined {
    const access = this.accessTokens.get(token);
    if (access === undefined || access.expiresAt <= this.#now()) return undefined;
    return { user: access.user, scopes: access.scopes };
  }

  addGrant(user: string, scopes: string[]): string {
    const now = this.#now();
    const siblings = [...this.grants].filter(([, grant]) => grant.user === user);
    if (siblings.length >= grantsPerUser) this.revoke(siblings[0]![0]);
    const refreshToken = `1//0e${randomToken(60)}`;
    this.grants.set(refreshToken, { user, scopes, issuedAt: now, usedAt: now });
    return refreshToken;
  }

  /** The grant behind a refresh token, used now; undefined once it has ended. */
  useGrant(refreshToken: string): GoogleGrant | undefined {
    const now = this.#now();
    const grant = this.grants.get(refreshToken);
    if (grant === undefined) return undefined;
    if (now - grant.usedAt > unusedMs || (this.testing && now - grant.issuedAt > testingMs)) {
      this.revoke(refreshToken);
      return undefined;
    }
    grant.usedAt = now;
    return grant;
  }

  issue(access: Omit<GoogleAccess, 'expiresAt'>): string {
    const token = `ya29.${randomToken(80)}`;
    this.accessTokens.set(token, { ...access, expiresAt: this.#now() + this.accessTokenSeconds * 1_000 });
    return token;
  }

  /** Google takes back everything a person granted to the project, whichever token it is shown (google-auth.md §2). */
  revoke(token: string): boolean {
    const user = this.grants.get(token)?.user ?? this.accessTokens.get(token)?.user;
    if (user === undefined) return false;
    for (const [known, grant] of [...this.grants]) if (grant.user === user) this.grants.delete(known);
    for (const [known, access] of [...this.accessTokens]) if (access.user === user) this.accessTokens.delete(known);
    return true;
  }

  expireAll(): void {
    this.accessTokens.clear();
  }

  /** The key file one downloads for a service account. Made on first use: a private key has no place in a repository. */
  serviceAccountKey(tokenUri: string) {
    return {
      type: 'service_account',
      project_id: 'sandbox-project',
      private_key_id: 'raccord-sandbox-key-1',
      private_key: this.#keys().privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      client_email: serviceAccountEmail,
      client_id: serviceAccountId,
      token_uri: tokenUri,
    };
  }

  publicKey(): KeyObject {
    return this.#keys().publicKey;
  }

  /** An ID token as Google signs it for a sign-in or a Pub/Sub push; its key is under `/google/oauth2/v3/certs`. */
  idToken(claims: Record<string, unknown>): string {
    const head = { alg: 'RS256', kid: 'raccord-sandbox-key-1', typ: 'JWT' };
    const content = [head, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    return `${content}.${sign('RSA-SHA256', Buffer.from(content), this.#keys().privateKey).toString('base64url')}`;
  }

  tables(): Record<string, object[]> {
    return {
      grants: [...this.grants.values()],
      access_tokens: [...this.accessTokens.values()].map(({ user, scopes, expiresAt }) => ({
        user,
        scopes,
        expiresAt,
      })),
      settings: [{ accessTokenSeconds: this.accessTokenSeconds, testing: this.testing }],
    };
  }

  #keys() {
    this.#key ??= generateKeyPairSync('rsa', { modulusLength: 2_048 });
    return this.#key;
  }
}
