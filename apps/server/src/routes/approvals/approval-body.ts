import { approvalChoices, approvalWays } from '@raccord/contract';
import Type from 'typebox';
import { approvalStates } from '../../stores/schema.ts';
import { FlowParams, Moment, MomentOrNull, Uuid } from '../params.ts';

const TextOrNull = Type.Union([Type.String(), Type.Null()]);

export const approvalFields = {
  id: Type.String(),
  flowId: Type.String(),
  version: Type.Integer(),
  environmentId: Type.String(),
  runId: Type.String(),
  recordId: Type.String(),
  node: Type.String(),
  recordKey: Type.Union([Type.String(), Type.Null()], { description: 'What people know the record by.' }),
  question: Type.String(),
  decide: Type.Enum(['operator', 'builder', 'admin', 'owner'], {
    description: 'The least role that may decide.',
  }),
  rememberKey: Type.Union([Type.String(), Type.Null()], { description: 'A choice may be remembered for this.' }),
  dueAt: MomentOrNull,
  otherwise: Type.Union([Type.Enum([...approvalChoices]), Type.Null()], {
    description: 'What it counts as when nobody decides in time; null: it goes on waiting.',
  }),
  state: Type.Enum([...approvalStates], { description: '`closed`: nobody waits for an answer any more.' }),
  createdAt: Moment,
  decidedAt: MomentOrNull,
  decidedBy: TextOrNull,
  how: Type.Union([Type.Enum([...approvalWays]), Type.Null()]),
  comment: TextOrNull,
  edited: Type.Boolean(),
};

export const approvalQuery = {
  flow: Type.Optional(FlowParams.properties.id),
  environmentId: Type.Optional(Uuid),
  search: Type.Optional(Type.String({ maxLength: 200 })),
};

/** What a person says, for one question or many. */
export const decision = {
  decision: Type.Enum([...approvalChoices]),
  comment: Type.Optional(Type.String({ maxLength: 2_000 })),
  remember: Type.Optional(
    Type.Boolean({ description: 'Do the same with every record of its key, those that wait now included.' }),
  ),
};
