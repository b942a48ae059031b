import Type, { type Static } from 'typebox';
import { told } from '../../shared/forms/told.ts';
import { defineObject, defineOperation } from '../../shared/objects/define-object.ts';
import { refusedWith, slackRead } from '../client.ts';
import { strict } from '../fields.ts';
import { objectEvents } from '../triggers/object-events.ts';

export const User = Type.Object({
  id: Type.String(),
  name: Type.Optional(Type.String()),
  real_name: Type.Optional(Type.String()),
  deleted: Type.Optional(Type.Boolean({ description: 'Has left the workspace.' })),
  is_bot: Type.Optional(Type.Boolean()),
  tz: Type.Optional(Type.String()),
  updated: Type.Optional(Type.Integer({ description: 'Seconds since 1970.' })),
  profile: Type.Optional(
    Type.Object({
      email: Type.Optional(Type.String()),
      display_name: Type.Optional(Type.String()),
      first_name: Type.Optional(Type.String()),
      last_name: Type.Optional(Type.String()),
      title: Type.Optional(Type.String()),
      phone: Type.Optional(Type.String()),
    }),
  ),
});
export type SlackUser = Static<typeof User>;

const find = defineOperation({
  action: {
    id: 'find-user-by-email',
    title: { en: 'Find a person by e-mail', fr: 'Trouver une personne par e-mail' },
  },
  description: {
    en: 'Gives the member of the workspace with this address, or an empty object if there is none.',
    fr: 'Donne le membre de l’espace de travail qui a cette adresse, ou un objet vide s’il n’y en a pas.',
  },
  input: Type.Object(
    {
      email: Type.String({
        minLength: 3,
        ...told('E-mail', 'As in the person’s Slack profile.', 'E-mail', 'Comme dans le profil Slack de la personne.'),
      }),
    },
    strict,
  ),
  effect: 'read',
  scopes: ['users:read', 'users:read.email'],
  async run(context, { email }) {
    try {
      return (await slackRead<{ user: SlackUser }>(context, 'users.lookupByEmail', { email })).user;
    } catch (error) {
      if (refusedWith(error, 'users_not_found')) return {};
      throw error;
    }
  },
});

const get = defineOperation({
  description: { en: 'Gives a person as they are now.', fr: 'Donne une personne telle qu’elle est maintenant.' },
  input: Type.Object(
    {
      id: Type.String({
        pattern: '^[UW][A-Z0-9]{1,30}$',
        choices: 'user',
        ...told('Person', 'Id of the person, `U…`.', 'Personne', 'Identifiant de la personne, `U…`.'),
      }),
    },
    strict,
  ),
  effect: 'read',
  scopes: ['users:read'],
  run: async (context, { id }) => (await slackRead<{ user: SlackUser }>(context, 'users.info', { user: id })).user,
});

export const user = defineObject({
  id: 'user',
  title: { en: 'Person', fr: 'Personne' },
  one: { en: 'a person', fr: 'une personne' },
  schema: User,
  sample: {
    id: 'U024BE7LH',
    name: 'camille',
    real_name: 'Camille Martin',
    deleted: false,
    is_bot: false,
    tz: 'Europe/Paris',
    updated: 1763625600,
    profile: { email: 'camille@acme.example', first_name: 'Camille', last_name: 'Martin' },
  },
  identity: { id: 'id', modifiedAt: 'updated', match: ['profile.email', 'real_name'] },
  normal: { 'profile.email': 'email', 'profile.phone': 'phone', real_name: 'text' },
  operations: {
    list: objectEvents({
      team_join: { change: 'created' },
      user_change: { change: 'updated', deletedBy: 'deleted' },
    }),
    find,
    get,
  },
});
