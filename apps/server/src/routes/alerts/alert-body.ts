import { describeFailure, type FailureData, type Language } from '@raccord/contract';
import type { FastifyRequest } from 'fastify';
import Type, { type Static } from 'typebox';
import { ChannelTarget } from '../../alerts/channel-target.ts';
import { AlertCondition } from '../../alerts/conditions.ts';
import { incidentSentence, ruleSentence } from '../../alerts/sentences.ts';
import { isMuted } from '../../alerts/watch-alerts.ts';
import { preferredLanguage } from '../../plugins/languages.ts';
import type { AlertChannel } from '../../stores/alerts/alert-channels.ts';
import type { DeliveryView } from '../../stores/alerts/alert-deliveries.ts';
import type { AlertIncident, Names } from '../../stores/alerts/alert-incidents.ts';
import type { AlertMute, AlertRule } from '../../stores/alerts/alert-rules.ts';
import { Moment, MomentOrNull, Uuid } from '../params.ts';

const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const Text = orNull(Type.String());

export const languageOf = (request: FastifyRequest): Language => preferredLanguage(request.headers['accept-language']);

/** What a rule is made of. `flow` and `tag`: at most one of them, neither is all flows. */
export const ruleFields = {
  condition: AlertCondition,
  flow: orNull(Type.String({ pattern: '^[a-z][a-z0-9-]{0,63}$' })),
  tag: orNull(Type.String({ minLength: 1, maxLength: 50 })),
  environmentId: orNull(Uuid),
  channelIds: Type.Array(Uuid, { maxItems: 10, uniqueItems: true }),
  escalation: orNull(
    Type.Object(
      { afterMinutes: Type.Integer({ minimum: 1, maximum: 10_080 }), channelId: Uuid },
      { additionalProperties: false, description: 'Who is told too when nobody has acknowledged it by then.' },
    ),
  ),
  enabled: Type.Boolean(),
};
export const RuleBody = Type.Object(ruleFields, { additionalProperties: false });

export const RuleAnswer = Type.Object({
  ...ruleFields,
  id: Uuid,
  builtin: Type.Boolean({ description: 'There from the first day: can be changed and switched off, not deleted.' }),
  sentence: Type.String(),
  open: Type.Integer({ description: 'Incidents that are open.' }),
  mutedUntil: MomentOrNull,
  troubles: Type.Array(Type.String(), { description: 'Why its channels could not be told last.' }),
  updatedAt: Moment,
  updatedBy: Type.String(),
});

type Around = { names: Names; language: Language };

export function toldRule(
  rule: AlertRule,
  { names, language }: Around,
  beside: { open: number; mutes: readonly AlertMute[]; channels: readonly AlertChannel[] },
): Static<typeof RuleAnswer> {
  const { id, builtin, condition, scope, channelIds, escalation, enabled, updatedAt, updatedBy } = rule;
  const mute = beside.mutes.find(({ ruleId, flowId }) => ruleId === id && flowId === null);
  const used = beside.channels.filter(({ id: channelId }) =>
    [...channelIds, escalation?.channelId].includes(channelId),
  );
  return {
    id,
    builtin: builtin !== null,
    condition,
    flow: scope.flowId,
    tag: scope.tag,
    environmentId: scope.environmentId,
    channelIds,
    escalation,
    enabled,
    sentence: ruleSentence(rule, names, language),
    open: beside.open,
    mutedUntil: mute?.until.toISOString() ?? null,
    troubles: used.flatMap(({ name, trouble }) =>
      trouble === null
        ? []
        : [`${name}${language === 'fr' ? ' : ' : ': '}${describeFailure(trouble.failure, language)}`],
    ),
    updatedAt,
    updatedBy,
  };
}

export const channelFields = {
  name: Type.String({ minLength: 1, maxLength: 100, pattern: '^[^\\r\\n\\0]+$' }),
  connectionId: orNull(Uuid),
  target: ChannelTarget,
  language: Type.Enum(['en', 'fr']),
  digestMinutes: Type.Integer({
    minimum: 0,
    maximum: 1_440,
    description: 'Alerts are collected for so long and told together; 0: each at once.',
  }),
};
export const ChannelBody = Type.Object(channelFields, { additionalProperties: false });
export const ChannelAnswer = Type.Object({
  ...channelFields,
  id: Uuid,
  toldAt: MomentOrNull,
  trouble: orNull(Type.Object({ at: Moment, message: Type.String() })),
});

export function toldChannel({ trouble, ...channel }: AlertChannel, language: Language): Static<typeof ChannelAnswer> {
  const told = trouble === null ? null : { at: trouble.at, message: describeFailure(trouble.failure, language) };
  return { ...channel, trouble: told };
}

export const DeliveryAnswer = Type.Object({
  id: Uuid,
  incidentId: orNull(Uuid),
  channelId: Uuid,
  channel: Type.String(),
  stage: Type.Enum(['opened', 'escalated', 'closed', 'test']),
  state: Type.Enum(['waiting', 'sent', 'failed', 'unclear'], {
    description: '`unclear`: it may have arrived, and only a person can tell.',
  }),
  tries: Type.Integer(),
  message: orNull(Type.String({ description: 'Why it has not arrived.' })),
  dueAt: Moment,
  createdAt: Moment,
  endedAt: MomentOrNull,
});

export function toldDelivery(
  { failure, dueAt, createdAt, endedAt, ...delivery }: DeliveryView,
  language: Language,
): Static<typeof DeliveryAnswer> {
  return {
    ...delivery,
    message: sentenceOf(failure, language),
    dueAt: dueAt.toISOString(),
    createdAt: createdAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  };
}

const sentenceOf = (failure: FailureData | null, language: Language) =>
  failure === null ? null : describeFailure(failure, language);

export const IncidentAnswer = Type.Object({
  id: Uuid,
  ruleId: orNull(Uuid),
  kind: Type.String(),
  sentence: Type.String(),
  flowId: Text,
  flowName: Text,
  environmentId: Uuid,
  triggerId: orNull(Uuid),
  connectionId: orNull(Uuid),
  openedAt: Moment,
  lastSeenAt: Moment,
  closedAt: MomentOrNull,
  escalatedAt: MomentOrNull,
  acknowledgedAt: MomentOrNull,
  acknowledgedBy: Text,
  muted: Type.Boolean(),
  deliveries: Type.Array(DeliveryAnswer),
});

export function toldIncident(
  incident: AlertIncident,
  { names, language }: Around,
  beside: { mutes: readonly AlertMute[]; deliveries: readonly DeliveryView[] },
): Static<typeof IncidentAnswer> {
  const { id, ruleId, flowId, environmentId, triggerId, connectionId, acknowledgedBy } = incident;
  const iso = (at: Date | null) => at?.toISOString() ?? null;
  return {
    ...{ id, ruleId, flowId, environmentId, triggerId, connectionId, acknowledgedBy },
    kind: incident.condition.kind,
    sentence: incidentSentence(incident, names, language),
    flowName: flowId === null ? null : (names.flows.get(flowId) ?? flowId),
    openedAt: incident.openedAt.toISOString(),
    lastSeenAt: incident.lastSeenAt.toISOString(),
    closedAt: iso(incident.closedAt),
    escalatedAt: iso(incident.escalatedAt),
    acknowledgedAt: iso(incident.acknowledgedAt),
    muted: incident.closedAt === null && isMuted(incident, beside.mutes),
    deliveries: beside.deliveries.filter((one) => one.incidentId === id).map((one) => toldDelivery(one, language)),
  };
}
