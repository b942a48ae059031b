import { failureKinds } from '@raccord/contract';
import Type, { type Static, type TSchema } from 'typebox';

const condition = <const K extends string, P extends Record<string, TSchema>>(kind: K, properties: P) =>
  Type.Object({ kind: Type.Literal(kind), ...properties }, { additionalProperties: false });

const Minutes = (minimum: number) => Type.Integer({ minimum, maximum: 1_440 });
const Hours = (maximum: number) => Type.Integer({ minimum: 1, maximum });

/** What has to be the case for a rule to fire, one incident for each flow (or trigger, or connection) it is the case for. */
export const AlertCondition = Type.Union([
  condition('failures', {
    moreThan: Type.Integer({ minimum: 0, maximum: 100_000 }),
    minutes: Minutes(1),
    failureKind: Type.Optional(Type.Enum([...failureKinds])),
    code: Type.Optional(Type.String({ pattern: '^[A-Za-z][\\w.]{0,99}$' })),
  }),
  condition('rate', {
    percent: Type.Integer({ minimum: 1, maximum: 99 }),
    minutes: Minutes(10),
    least: Type.Integer({
      minimum: 1,
      maximum: 100_000,
      description: 'Records in that time below which it is silent.',
    }),
  }),
  condition('age', { hours: Hours(720) }),
  condition('inDoubt', { minutes: Minutes(0) }),
  condition('silence', {
    hours: Hours(48),
    usual: Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'Records that usually come in so many hours.' }),
  }),
  condition('late', { minutes: Minutes(2) }),
  condition('staleCursor', { hours: Hours(720) }),
  condition('held', { minutes: Minutes(1) }),
]);
export type AlertCondition = Static<typeof AlertCondition>;
export type ConditionKind = AlertCondition['kind'];

/** Which flows a rule looks at: one, those with a tag, or (neither) all. A held connection belongs to no flow. */
export type AlertScope = { flowId: string | null; tag: string | null; environmentId: string | null };
