import { defineAction, Failure } from '@raccord/contract';
import Type, { type Static } from 'typebox';
import { slackRead } from '../client.ts';

const User = Type.Object({
  id: Type.String(),
  name: Type.Optional(Type.String()),
  real_name: Type.Optional(Type.String()),
  deleted: Type.Optional(Type.Boolean()),
  is_bot: Type.Optional(Type.Boolean()),
  tz: Type.Optional(Type.String()),
});

export const findUserByEmail = defineAction({
  id: 'find-user-by-email',
  version: 1,
  title: { en: 'Find a person by e-mail', fr: 'Trouver une personne par e-mail' },
  description: {
    en: 'Gives the member of the workspace with this address, or an empty object if there is none.',
    fr: 'Donne le membre de l’espace de travail qui a cette adresse, ou un objet vide s’il n’y en a pas.',
  },
  input: Type.Object(
    { email: Type.String({ minLength: 3, title: 'E-mail', description: 'As in the person’s Slack profile.' }) },
    { additionalProperties: false },
  ),
  output: Type.Partial(User),
  effect: 'read',
  scopes: ['users:read', 'users:read.email'],
  async run(context, { email }) {
    try {
      return (await slackRead<{ user: Static<typeof User> }>(context, 'users.lookupByEmail', { email })).user;
    } catch (error) {
      if (error instanceof Failure && error.params.message === 'users_not_found') return {};
      throw error;
    }
  },
});
