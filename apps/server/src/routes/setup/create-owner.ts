import { useSetupToken } from '../../sign-in/setup-link.ts';
import { endpoint } from '../endpoint.ts';
import { giveCookies, PersonAnswer } from '../session/person.ts';
import { SetupFields } from './setup-fields.ts';

export const createOwner = endpoint({
  method: 'POST',
  url: '/api/setup',
  access: 'public',
  summary: 'Make the first owner with the one-time link, and sign in',
  body: SetupFields,
  answer: PersonAnswer,
  limit: { max: 10 },
  async handle({ deps, body, reply }) {
    const { token, ...person } = body;
    await useSetupToken(deps.db, deps.people, token, person);
    const signedIn = await deps.people.signIn(person.email, person.password, new Headers());
    giveCookies(reply, signedIn.cookies);
    return { ...signedIn.person, role: 'owner' as const };
  },
});
