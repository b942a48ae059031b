import { describeFailure, type FailureData, failureKinds } from '@raccord/contract';
import type { FastifyRequest } from 'fastify';
import Type from 'typebox';
import { preferredLanguage } from '../../plugins/languages.ts';
import { type FailureJob, jobActs } from '../../stores/inbox/failure-jobs.ts';
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
  recordKey: Type.Union([Type.String(), Type.Null()], { description: 'What people know the record by.' }),
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
  retrying: Type.Integer({ description: 'Being run again just now.' }),
  environmentIds: Type.Array(Type.String()),
  firstAt: Moment,
  lastAt: Moment,
  assignee: TextOrNull,
  tags: Type.Array(Type.String()),
  snooze: Type.Union([Type.Object({ until: MomentOrNull }), Type.Null()], {
    description: 'Out of sight until then; null: until it happens again.',
  }),
  ignoredAt: Type.Union([Moment, Type.Null()], { description: 'Since when whatever comes in is ignored by itself.' }),
  perHour: Type.Array(Type.Integer(), { description: 'How many failed in each of the last 24 hours, oldest first.' }),
  perDay: Type.Array(Type.Integer(), { description: 'How many failed in each of the last 14 days, oldest first.' }),
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
const { status: _status, ...groupless } = failureQuery;

const strict = { additionalProperties: false };
/** The failures that an act is about: named, or all that a filter leaves. */
export const Target = Type.Union([
  Type.Object({ ids: Type.Array(Uuid, { minItems: 1, maxItems: 5_000, uniqueItems: true }) }, strict),
  Type.Object({ filter: Type.Object(groupless, strict) }, strict),
]);
export const ReplacementBody = Type.Object(
  {
    field: Type.String({
      minLength: 1,
      maxLength: 500,
      description: 'e.g. `customer.email`, or `lines[].sku` for all.',
    }),
    find: Type.Optional(Type.String({ maxLength: 10_000, description: 'Absent: the whole value is replaced.' })),
    by: Type.String({ maxLength: 10_000 }),
  },
  strict,
);

export const FingerprintParams = Type.Object({ fingerprint: Type.String({ pattern: '^[A-Za-z0-9./_-]{1,200}$' }) });

export const jobFields = {
  id: Type.String(),
  act: Type.Enum([...jobActs]),
  total: Type.Integer(),
  done: Type.Integer(),
  refused: Type.Array(Type.Object({ code: Type.String(), count: Type.Integer(), message: Type.String() })),
  by: Type.String(),
  createdAt: Moment,
  endedAt: MomentOrNull,
};

/** Many failures at once. */
export const Ids = Type.Array(Uuid, { minItems: 1, maxItems: 1_000, uniqueItems: true });

/** What became of each of them. */
export const Outcome = Type.Object({
  accepted: Type.Array(Type.String()),
  refused: Type.Array(
    Type.Object({ id: Type.String(), code: Type.String(), message: Type.String(), at: Type.Optional(Type.String()) }),
  ),
});

export function withMessage<T extends { failure: FailureData }>(
  item: T,
  request: FastifyRequest,
): T & { message: string } {
  return { ...item, message: describeFailure(item.failure, preferredLanguage(request.headers['accept-language'])) };
}

/** Why something was not done, in the reader's language. */
export function sentenceOf(
  failure: { code: string; params?: Record<string, unknown>; at?: string | undefined },
  request: FastifyRequest,
): string {
  const { code, params = {} } = failure;
  return describeFailure({ kind: 'input', code, params }, preferredLanguage(request.headers['accept-language']));
}

/** A refusal as a caller is told of it. */
export function refusal(
  refused: { id: string; code: string; params?: Record<string, unknown>; at?: string | undefined },
  request: FastifyRequest,
) {
  const { id, code, at } = refused;
  return { id, code, message: sentenceOf(refused, request), ...(at === undefined ? {} : { at }) };
}

export function outcomeOf(
  asked: readonly string[],
  accepted: readonly string[],
  request: FastifyRequest,
): Type.Static<typeof Outcome> {
  const done = new Set(accepted);
  const refused = asked.filter((id) => !done.has(id)).map((id) => refusal({ id, code: 'inbox.otherState' }, request));
  return { accepted: [...accepted], refused };
}

/** A piece of work on many failures, with words for what was refused. */
export function toldJob(job: FailureJob, request: FastifyRequest) {
  return { ...job, refused: job.refused.map((each) => ({ ...each, message: sentenceOf(each, request) })) };
}
