import Type from 'typebox';
import { personJobStates } from '../../stores/person/person-jobs.ts';
import { Moment, MomentOrNull } from '../params.ts';

export const PersonText = Type.String({
  minLength: 4,
  maxLength: 200,
  description: 'An e-mail address, or a number or id that stands for one person, in full.',
});
const TextOrNull = Type.Union([Type.String(), Type.Null()]);

/** A search for a person's data and what came of it. Of the person it says nothing but a hash. */
export const PersonJobAnswer = Type.Object({
  id: Type.String(),
  state: Type.Enum([...personJobStates]),
  hash: Type.String({ description: 'Beginning of the SHA-256 of what was searched for, in small letters.' }),
  found: Type.Object({
    tables: Type.Record(Type.String(), Type.Object({ found: Type.Integer(), erased: Type.Integer() }), {
      description: 'Rows, by table.',
    }),
    flows: Type.Record(Type.String(), Type.Integer(), { description: 'Rows, by flow.' }),
    open: Type.Integer({ description: 'Records and failures of them whose work has not ended.' }),
    elsewhere: Type.Record(Type.String(), Type.Integer(), {
      description:
        'Rows that name the person and are not erased: who did what, accounts, and what people set up. By table.',
    }),
  }),
  cancels: Type.Boolean({ description: 'Work that has not ended is cancelled.' }),
  waits: Type.Boolean({ description: 'It waits for work to end.' }),
  askedBy: Type.String(),
  askedAt: Moment,
  lookedAt: MomentOrNull,
  confirmedBy: TextOrNull,
  confirmedAt: MomentOrNull,
  endedAt: MomentOrNull,
  failure: TextOrNull,
});
