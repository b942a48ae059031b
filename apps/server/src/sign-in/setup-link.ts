import { Failure } from '@raccord/contract';
import type { Kysely } from 'kysely';
import type { Database } from '../stores/schema.ts';
import { readSetting, takeSetting, writeSetting } from '../stores/settings.ts';
import type { People, Person } from './people.ts';
import { randomToken, tokenHash } from './random-token.ts';

const hashOf = (token: string) => tokenHash(token).toString('base64url');

/**
 * Makes the token of the one-time set-up link while nobody has an account; it replaces the one of an earlier start.
 * @returns undefined when there is an owner already
 */
export async function makeSetupToken(db: Kysely<Database>, people: People): Promise<string | undefined> {
  if (await people.any()) return undefined;
  const token = randomToken();
  await writeSetting(db, 'setup.tokenHash', hashOf(token));
  return token;
}

/** Whether a set-up link would work now; for showing the form. */
export async function setupTokenFits(db: Kysely<Database>, token: string): Promise<boolean> {
  return (await readSetting(db, 'setup.tokenHash')) === hashOf(token);
}

/**
 * Makes the first owner. The token works once: of two requests at the same moment one is refused.
 * @throws Failure `auth` / `server.setupLinkUsed`
 */
export async function useSetupToken(
  db: Kysely<Database>,
  people: People,
  token: string,
  person: { email: string; name: string; password: string },
): Promise<Person> {
  const hash = hashOf(token);
  if (!(await takeSetting(db, 'setup.tokenHash', hash)) || (await people.any()))
    throw new Failure('auth', 'server.setupLinkUsed');
  try {
    return await people.create(person);
  } catch (error) {
    await writeSetting(db, 'setup.tokenHash', hash);
    throw error;
  }
}
