import { describeFailure, type FailureData, failureKinds } from '@raccord/contract';
import type { FastifyRequest } from 'fastify';
import Type from 'typebox';
import { preferredLanguage } from '../../plugins/languages.ts';
import { failureStatuses } from '../../stores/schema.ts';
import { FlowParams, Moment, MomentOrNull, Uuid } from '../params.ts';

const TextOrNull = Type.Union([Type.String(), Type.Null()]);
const Data = Type.Object({
  kind: Type.Enum([...failureKinds]),
  code: Type.String(),
  params: Type.Record(Type.String(), Type.Unknown()),
  at: Type.Optional(Type.String()),
});
const Message = Type.String({ description: 'The sentence, in the language of Accept-Language.' });

export const failureFields = {
  id: Type.String(),
  runId: Type.String(),
  recordId: Type.String(),
  flowId: Type.String(),
  version: Type.Integer(),
  environmentId: Type.String(),
  node: Type.String(),
  failure: Data,
  message: Message,
  fingerprint: Type.String({ description: 'The same for what failed alike.' }),
  status: Type.Enum([...failureStatuses]),
  resolution: TextOrNull,
  createdAt: Moment,
  resolvedAt: MomentOrNull,
  resolvedBy: TextOrNull,
};

export const groupFields = {
  fingerprint: Type.String(),
  flowId: Type.String(),
  node: Type.String(),
  kind: Type.String(),
  code: Type.String(),
  failure: Data,
  message: Message,
  count: Type.Integer(),
  firstAt: Moment,
  lastAt: Moment,
};

/** What the inbox can be narrowed to. */
export const failureQuery = {
  status: Type.Optional(Type.Enum([...failureStatuses])),
  flow: Type.Optional(FlowParams.properties.id),
  environmentId: Type.Optional(Uuid),
  runId: Type.Optional(Uuid),
  recordId: Type.Optional(Uuid),
  node: Type.Optional(Type.String({ maxLength: 64 })),
  kind: Type.Optional(Type.Enum([...failureKinds])),
  code: Type.Optional(Type.String({ maxLength: 200 })),
  fingerprint: Type.Optional(Type.String({ maxLength: 200 })),
};

/** Many failures at once. */
export const Ids = Type.Array(Uuid, { minItems: 1, maxItems: 1_000, uniqueItems: true });

/** What became of each of them. */
export const Outcome = Type.Object({
  accepted: Type.Array(Type.String()),
  refused: Type.Array(Type.Object({ id: Type.String(), code: Type.String() })),
});

export function withMessage<T extends { failure: FailureData }>(
  item: T,
  request: FastifyRequest,
): T & { message: string } {
  return { ...item, message: describeFailure(item.failure, preferredLanguage(request.headers['accept-language'])) };
}

export function outcomeOf(asked: readonly string[], accepted: readonly string[]): Type.Static<typeof Outcome> {
  const done = new Set(accepted);
  const refused = asked.filter((id) => !done.has(id)).map((id) => ({ id, code: 'server.failureState' }));
  return { accepted: [...accepted], refused };
}
