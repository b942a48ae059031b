import { defineTrigger } from '@raccord/contract';
import Type from 'typebox';

const config = Type.Object(
  {
    fields: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 100 }), {
        maxItems: 50,
        title: 'Fields',
        description: 'Names of the fields that are asked for before the run starts.',
        fr: { title: 'Champs', description: 'Noms des champs demandés avant le démarrage.' },
      }),
    ),
  },
  { additionalProperties: false },
);

export const run = defineTrigger({
  id: 'run',
  version: 1,
  title: { en: 'When someone runs it', fr: 'Quand quelqu’un le lance' },
  description: {
    en: 'Fires when a person starts the flow, with the object that person gives.',
    fr: 'Se déclenche quand une personne lance le flux, avec l’objet qu’elle fournit.',
  },
  config,
  output: Type.Record(Type.String(), Type.Unknown(), { description: 'What the person gave.' }),
  sample: { email: 'ann@acme.example' },
  fires: 'manual',
});
