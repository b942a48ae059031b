import { recordStates, waitReasons } from '@raccord/contract';
import Type from 'typebox';
import { MomentOrNull } from '../params.ts';

const TextOrNull = Type.Union([Type.String(), Type.Null()]);

export const recordFields = {
  id: Type.String(),
  runId: Type.String(),
  parentId: TextOrNull,
  rootId: TextOrNull,
  key: Type.Union([Type.String(), Type.Null()], { description: 'What people know the record by.' }),
  state: Type.Enum([...recordStates]),
  waitReason: Type.Union([Type.Enum([...waitReasons]), Type.Null()]),
  node: Type.Union([Type.String(), Type.Null()], { description: 'Where it ended or waits.' }),
  edition: Type.Integer({ description: 'How often a person ran it again.' }),
  settledAt: MomentOrNull,
};
