import Type from 'typebox';

export const EnvironmentAnswer = Type.Object({
  id: Type.String(),
  name: Type.String(),
  colour: Type.String(),
  variables: Type.Record(Type.String(), Type.Unknown()),
  testsRequired: Type.Boolean(),
});

export const environmentFields = {
  name: Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$', description: 'e.g. `sandbox`, `production`.' }),
  colour: Type.Optional(Type.Enum(['violet', 'green', 'blue', 'amber', 'red', 'grey'])),
  variables: Type.Optional(
    Type.Record(Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_]{0,63}$' }), Type.Unknown(), {
      description: 'What expressions read as `env.<name>`. Not for secrets: everybody who sees a record may see them.',
      additionalProperties: false,
    }),
  ),
  testsRequired: Type.Optional(
    Type.Boolean({ description: 'Flows go into service here only when all of their tests pass.' }),
  ),
};
