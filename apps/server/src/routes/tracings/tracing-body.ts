import Type from 'typebox';
import { Moment, Uuid } from '../params.ts';

const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

export const FlowId = Type.String({ pattern: '^[a-z][a-z0-9-]{0,63}$' });

export const TracingAnswer = Type.Object({
  id: Uuid,
  flowId: orNull(Type.String()),
  connectionId: orNull(Uuid),
  startedBy: Type.String(),
  startedAt: Moment,
  until: Moment,
  entries: Type.Integer(),
  bytes: Type.Integer(),
  ended: orNull(
    Type.Object({
      at: Moment,
      because: Type.Union([Type.Literal('time'), Type.Literal('size'), Type.Literal('person')]),
      by: orNull(Type.String()),
    }),
  ),
});

export const TracingEntryAnswer = Type.Object({
  seq: Type.Integer(),
  at: Moment,
  kind: Type.Union([Type.Literal('call'), Type.Literal('evaluation')]),
  flowId: orNull(Type.String()),
  runId: orNull(Uuid),
  recordId: orNull(Uuid),
  node: orNull(Type.String()),
  data: Type.Unknown({
    description: 'A call with headers and bodies, or expressions with what they gave; redacted, cut where long.',
  }),
});
