import { Failure } from '@raccord/contract';
import { type BetterAuthOptions, betterAuth } from 'better-auth';
import { isAPIError } from 'better-auth/api';
import { getMigrations } from 'better-auth/db/migration';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../stores/schema.ts';
import { hashPassword, verifyPassword } from './passwords.ts';

export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 256;

const MOST_LISTED = 500;

/** A session ends after this long without a request … */
const IDLE_SECONDS = 30 * 60;
/** … and after this long in any case. */
const ABSOLUTE_MS = 12 * 3_600_000;

export type Person = { id: string; email: string; name: string };
/** Who is signed in, and the cookies their browser must be given. */
export type SignedIn = { person: Person; cookies: string[] };

/** People and their sessions: better-auth behind the few things we use of it. Its own routes are not served. */
export type People = {
  /** @throws Failure `auth` / `server.wrongPassword`, the same for an unknown address */
  signIn(email: string, password: string, headers: Headers): Promise<SignedIn>;
  current(headers: Headers): Promise<SignedIn | undefined>;
  /** @returns the cookies that end the session in the browser */
  signOut(headers: Headers): Promise<string[]>;
  any(): Promise<boolean>;
  /** By name; at most 500. */
  list(): Promise<Person[]>;
  /** @throws Failure `duplicate` / `server.addressTaken` */
  create(person: { email: string; name: string; password: string }): Promise<Person>;
};

/**
 * Prepares sign-in, bringing its tables up to date (`auth_…`, beside ours).
 * @param secret signs the session cookies; derived from the vault's key, so that a copy of the database opens no session
 */
export async function openPeople(options: {
  db: Kysely<Database>;
  secret: Buffer;
  baseUrl: string;
  now?: () => number;
}): Promise<People> {
  const now = options.now ?? Date.now;
  const config = configure(options);
  await oneAtATime(options.db, async () => (await getMigrations(config)).runMigrations());
  const auth = betterAuth(config);
  const { internalAdapter } = await auth.$context;

  return {
    async signIn(email, password, headers) {
      try {
        const { headers: answer, response } = await auth.api.signInEmail({
          body: { email, password },
          headers,
          returnHeaders: true,
        });
        return { person: pick(response.user), cookies: answer.getSetCookie() };
      } catch (thrown) {
        if (isAPIError(thrown)) throw new Failure('auth', 'server.wrongPassword', {}, { cause: thrown });
        throw thrown;
      }
    },
    async current(headers) {
      const { headers: answer, response } = await auth.api.getSession({ headers, returnHeaders: true });
      if (response === null) return undefined;
      if (now() - new Date(response.session.createdAt).getTime() > ABSOLUTE_MS) {
        await internalAdapter.deleteSession(response.session.token);
        return undefined;
      }
      return { person: pick(response.user), cookies: answer.getSetCookie() };
    },
    async signOut(headers) {
      const { headers: answer } = await auth.api.signOut({ headers, returnHeaders: true });
      return answer.getSetCookie();
    },
    any: async () => (await internalAdapter.countTotalUsers()) > 0,
    list: async () => (await internalAdapter.listUsers(MOST_LISTED, 0, { field: 'name', direction: 'asc' })).map(pick),
    async create({ email, name, password }) {
      const address = email.toLowerCase();
      if ((await internalAdapter.findUserByEmail(address)) !== null)
        throw new Failure('duplicate', 'server.addressTaken', { email: address });
      const hash = await hashPassword(password);
      const user = await internalAdapter.createUser(
        { email: address, name, emailVerified: false },
        { method: 'email-password' },
      );
      await internalAdapter.linkAccount({
        userId: user.id,
        accountId: user.id,
        providerId: 'credential',
        password: hash,
      });
      return pick(user);
    },
  };
}

const pick = ({ id, email, name }: Person): Person => ({ id, email, name });

function configure({ db, secret, baseUrl }: { db: Kysely<Database>; secret: Buffer; baseUrl: string }) {
  const secure = baseUrl.startsWith('https:');
  return {
    appName: 'Raccord',
    baseURL: baseUrl,
    secret: secret.toString('base64url'),
    database: { db, type: 'postgres', transaction: true },
    user: { modelName: 'auth_users' },
    session: { modelName: 'auth_sessions', expiresIn: IDLE_SECONDS, updateAge: 60 },
    account: { modelName: 'auth_accounts' },
    verification: { modelName: 'auth_verifications' },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: SHORTEST_PASSWORD,
      maxPasswordLength: LONGEST_PASSWORD,
      password: { hash: hashPassword, verify: ({ hash, password }) => verifyPassword(hash, password) },
    },
    advanced: {
      database: { generateId: 'uuid' },
      // The prefix `__Host-` is ours, better-auth would set `__Secure-`.
      useSecureCookies: false,
      cookies: { session_token: { name: secure ? '__Host-raccord' : 'raccord' } },
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/', secure },
    },
    // Sessions start and end through our own routes, which have their own limits and logs.
    rateLimit: { enabled: false },
    logger: { disabled: true },
    telemetry: { enabled: false },
  } satisfies BetterAuthOptions;
}

/** Two servers that start at the same moment must not both make the same tables: the library takes no lock of its own. */
async function oneAtATime(db: Kysely<Database>, act: () => Promise<void>): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext('raccord.people'))`.execute(tx);
    await act();
  });
}
