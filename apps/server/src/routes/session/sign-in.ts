import Type from 'typebox';
import { LONGEST_PASSWORD } from '../../sign-in/people.ts';
import { endpoint } from '../endpoint.ts';
import { Email } from '../setup/setup-fields.ts';
import { giveCookies, PersonAnswer } from './person.ts';

const Credentials = Type.Object(
  { email: Email, password: Type.String({ minLength: 1, maxLength: LONGEST_PASSWORD }) },
  { additionalProperties: false },
);

export const signIn = endpoint({
  method: 'POST',
  url: '/api/session',
  access: 'public',
  summary: 'Sign in with e-mail address and password',
  body: Credentials,
  answer: PersonAnswer,
  // By address and place: guessing one account's password is slow, and nobody locks another person out from elsewhere.
  limit: {
    max: 10,
    by: ({ ip, body }) => `${ip} ${String((body as { email?: unknown } | null)?.email).toLowerCase()}`,
  },
  async handle({ deps, body, reply }) {
    const signedIn = await deps.people.signIn(body.email, body.password, new Headers());
    giveCookies(reply, signedIn.cookies);
    return { ...signedIn.person, role: 'owner' as const };
  },
});
