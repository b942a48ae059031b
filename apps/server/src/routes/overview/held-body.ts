import Type from 'typebox';
import { Moment, MomentOrNull } from '../params.ts';

export const HeldAnswer = Type.Object({
  connectionId: Type.String(),
  name: Type.String(),
  connector: Type.String(),
  environmentId: Type.String(),
  reason: Type.Enum(['auth', 'rateLimited', 'breaker'], { description: '`auth`: a person has to reconnect it.' }),
  message: Type.String(),
  since: Moment,
  nextTryAt: Type.Union([Type.String(), Type.Null()], {
    description: 'When it is tried again by itself; null: after a person has acted.',
  }),
  waiting: Type.Integer({ description: 'Records that wait behind it.' }),
  waitingSince: MomentOrNull,
  flows: Type.Array(Type.Object({ flowId: Type.String(), waiting: Type.Integer() })),
});
