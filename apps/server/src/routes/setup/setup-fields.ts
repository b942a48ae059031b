import Type, { type Static } from 'typebox';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '../../sign-in/people.ts';

export const Email = Type.String({ format: 'email', maxLength: 254 });

/** What the first owner tells us. */
export const SetupFields = Type.Object(
  {
    token: Type.String({ minLength: 1, maxLength: 100, description: 'From the link printed when the server starts.' }),
    name: Type.String({ minLength: 1, maxLength: 200 }),
    email: Email,
    password: Type.String({ minLength: SHORTEST_PASSWORD, maxLength: LONGEST_PASSWORD }),
  },
  { additionalProperties: false },
);
export type SetupFields = Static<typeof SetupFields>;
