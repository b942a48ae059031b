import { endpoint } from '../endpoint.ts';
import { giveCookies } from './person.ts';

export const signOut = endpoint({
  method: 'DELETE',
  url: '/api/session',
  access: 'viewer',
  summary: 'End the session',
  async handle({ deps, request, reply }) {
    reply.removeHeader('set-cookie');
    giveCookies(reply, await deps.people.signOut(new Headers({ cookie: request.headers.cookie ?? '' })));
  },
});
