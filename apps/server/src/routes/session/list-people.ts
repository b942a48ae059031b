import Type from 'typebox';
import { endpoint } from '../endpoint.ts';

export const listPeople = endpoint({
  method: 'GET',
  url: '/api/people',
  access: 'viewer',
  summary: 'Who has an account here, and can be given work',
  answer: Type.Object({ people: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })) }),
  handle: async ({ deps }) => ({ people: (await deps.people.list()).map(({ id, name }) => ({ id, name })) }),
});
