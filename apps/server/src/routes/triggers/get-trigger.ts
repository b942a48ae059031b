import { describeFailure, type FailureData } from '@raccord/contract';
import Type from 'typebox';
import { whyCodes, whyNot } from '../../flows/why-not.ts';
import { preferredLanguage } from '../../plugins/languages.ts';
import { readSubscriptions } from '../../stores/engine/subscriptions.ts';
import { silentFlows } from '../../stores/run-counts.ts';
import { triggerKinds } from '../../stores/schema.ts';
import { readSurroundings } from '../../stores/trigger-facts.ts';
import { getTrigger, pastOccurrences } from '../../stores/triggers.ts';
import { endpoint } from '../endpoint.ts';
import { IdParams, Moment, MomentOrNull } from '../params.ts';

const TextOrNull = Type.Union([Type.String(), Type.Null()]);

export const getTriggerRoute = endpoint({
  method: 'GET',
  url: '/api/triggers/:id',
  access: 'viewer',
  summary:
    'A trigger without its address: when it was and will be evaluated, how far it has read, and why it did not run',
  params: IdParams,
  answer: Type.Object({
    id: Type.String(),
    flowId: Type.String(),
    environmentId: Type.String(),
    node: Type.String(),
    uses: Type.String(),
    kind: Type.Enum([...triggerKinds]),
    deployed: Type.Enum(['yes', 'paused', 'no']),
    version: Type.Union([Type.Integer(), Type.Null()]),
    connectionId: TextOrNull,
    everyMs: Type.Union([Type.Integer(), Type.Null()]),
    schedule: Type.Union([
      Type.Object({ cron: Type.String(), timezone: Type.String(), missed: Type.String(), overlap: Type.String() }),
      Type.Null(),
    ]),
    lastFiredAt: MomentOrNull,
    nextDueAt: MomentOrNull,
    running: Type.Integer({ description: 'Its runs that have not ended.' }),
    lastMessage: Type.Union([Type.String(), Type.Null()], { description: 'What its last reading said went wrong.' }),
    cursor: Type.Unknown({ description: 'How far it has read.' }),
    subscription: Type.Union([
      Type.Object({
        status: Type.Enum(['wanted', 'standing', 'leaving']),
        expiresAt: MomentOrNull,
        nextAt: MomentOrNull,
        tries: Type.Integer(),
        message: TextOrNull,
      }),
      Type.Null(),
    ]),
    lost: Type.Array(Type.Object({ from: Type.String(), to: Type.String(), at: Type.String() })),
    why: Type.Array(
      Type.Object({
        code: Type.Enum([...whyCodes]),
        weight: Type.Enum(['stops', 'explains']),
        at: Type.Optional(Moment),
        count: Type.Optional(Type.Integer()),
        hours: Type.Optional(Type.Integer()),
        message: Type.Optional(Type.String()),
      }),
    ),
  }),
  async handle({ deps, principal: { workspaceId }, params, request }) {
    const {
      token: _token,
      config,
      lastResult,
      active,
      lost,
      ...trigger
    } = await getTrigger(deps.db, workspaceId, params.id);
    const around = await readSurroundings(deps.pool, trigger.id);
    const subscription = (await readSubscriptions(deps.pool, [trigger.id])).get(trigger.id);
    const [occurrence] = await pastOccurrences(deps.db, trigger.id, 1);
    const now = deps.now();
    const silent = (await silentFlows(deps.pool, workspaceId, now, { environmentId: trigger.environmentId })).find(
      ({ flowId }) => flowId === trigger.flowId,
    );
    const language = preferredLanguage(request.headers['accept-language']);
    const said = (failure: FailureData) => describeFailure(failure, language);
    const { failure: lastFailure } = (lastResult ?? {}) as { failure?: FailureData };
    const time = (iso: string | null) => (iso === null ? undefined : Date.parse(iso));
    const whys = whyNot({
      kind: trigger.kind,
      active,
      deployed: around.deployed,
      now,
      nextDueAt: time(trigger.nextDueAt),
      everyMs: trigger.everyMs ?? undefined,
      lastFiredAt: time(trigger.lastFiredAt),
      lastFailure,
      hold:
        around.hold === undefined
          ? undefined
          : { ...around.hold, since: around.hold.since.getTime(), until: around.hold.until?.getTime() },
      workersAlive: around.workersAlive,
      subscription:
        subscription === undefined ? undefined : { ...subscription, failure: subscription.failure ?? undefined },
      lost: lost.length,
      lastOccurrence:
        occurrence === undefined
          ? undefined
          : { ...occurrence, reason: occurrence.reason ?? undefined, at: Date.parse(occurrence.scheduledAt) },
      usual: silent === undefined ? undefined : { count: silent.usual, hours: silent.hours },
    });
    const { cron, timezone = 'UTC', missed = 'last', overlap = 'skip' } = config as Record<string, string | undefined>;
    return {
      ...trigger,
      deployed: around.deployed,
      version: around.version,
      schedule: trigger.kind === 'schedule' && cron !== undefined ? { cron, timezone, missed, overlap } : null,
      running: around.running,
      lastMessage: lastFailure === undefined ? null : said(lastFailure),
      cursor: around.cursor,
      subscription:
        subscription === undefined
          ? null
          : { ...subscription, message: subscription.failure === null ? null : said(subscription.failure) },
      lost,
      why: whys.map(({ at, failure, ...why }) => ({
        ...why,
        ...(at === undefined ? {} : { at: new Date(at).toISOString() }),
        ...(failure === undefined ? {} : { message: said(failure) }),
      })),
    };
  },
});
