import { type Catalogue, fill, type Language } from '@raccord/contract';
import type { AlertIncident, Names } from '../stores/alerts/alert-incidents.ts';
import type { AlertRule } from '../stores/alerts/alert-rules.ts';
import type { AlertCondition, AlertScope, ConditionKind } from './conditions.ts';

/** Rules and incidents as people say them. */
const sentences = {
  tell: { en: 'Tell {who} when {when}', fr: 'Prévenir {who} quand {when}' },
  show: { en: 'Show here when {when}', fr: 'Montrer ici quand {when}' },
  and: { en: '{some} and {last}', fr: '{some} et {last}' },
  escalate: {
    en: '; {who} too when nobody has acknowledged it after {time}',
    fr: ' ; {who} aussi si personne n’en a pris acte au bout de {time}',
  },
  oneFlow: { en: '“{flow}”', fr: '« {flow} »' },
  anyFlow: { en: 'any flow', fr: 'n’importe quel flux' },
  tagged: { en: 'any flow tagged “{tag}”', fr: 'n’importe quel flux étiqueté « {tag} »' },
  inEnvironment: { en: ' in {environment}', fr: ' dans {environment}' },
  minutes: { en: '{n} minutes', fr: '{n} minutes' },
  minute: { en: 'a minute', fr: 'une minute' },
  hours: { en: '{n} hours', fr: '{n} heures' },
  hour: { en: 'an hour', fr: 'une heure' },
  days: { en: '{n} days', fr: '{n} jours' },
  'when.failures.none': {
    en: 'a record of {flow} fails{kind}',
    fr: 'un enregistrement de {flow} échoue{kind}',
  },
  'when.failures': {
    en: 'more than {moreThan} records of {flow} fail within {time}{kind}',
    fr: 'plus de {moreThan} enregistrements de {flow} échouent en {time}{kind}',
  },
  'when.rate': {
    en: 'more than {percent} % of the records of {flow} fail within {time} (of at least {least})',
    fr: 'plus de {percent} % des enregistrements de {flow} échouent en {time} (sur {least} au moins)',
  },
  'when.age': {
    en: 'a failure of {flow} stays open for more than {time}',
    fr: 'un échec de {flow} reste ouvert plus de {time}',
  },
  'when.inDoubt': {
    en: 'a record of {flow} is in doubt for more than {time}',
    fr: 'un enregistrement de {flow} reste incertain plus de {time}',
  },
  'when.silence': {
    en: 'no record comes into {flow} for {time} though {usual} or more are usual',
    fr: 'aucun enregistrement n’arrive dans {flow} pendant {time} alors que {usual} ou plus sont habituels',
  },
  'when.late': {
    en: 'a schedule or poll of {flow} is more than {time} late',
    fr: 'une planification ou une lecture de {flow} a plus de {time} de retard',
  },
  'when.staleCursor': {
    en: 'the cursor of a poll of {flow} does not move for {time}',
    fr: 'le curseur d’une lecture de {flow} n’avance pas pendant {time}',
  },
  'when.held': {
    en: 'a connection is held for more than {time}',
    fr: 'une connexion est retenue plus de {time}',
  },
  ofKind: { en: ' ({kind})', fr: ' ({kind})' },
  ofCode: { en: ' with the code {code}', fr: ' avec le code {code}' },
  'is.failures': {
    en: '{count} records of {flow} failed within {time}{where}',
    fr: '{count} enregistrements de {flow} ont échoué en {time}{where}',
  },
  'is.failures.one': {
    en: 'A record of {flow} failed{where}',
    fr: 'Un enregistrement de {flow} a échoué{where}',
  },
  'is.rate': {
    en: '{count} of {total} records of {flow} ({percent} %) failed within {time}{where}',
    fr: '{count} enregistrements de {flow} sur {total} ({percent} %) ont échoué en {time}{where}',
  },
  'is.age': {
    en: '{flow} has open failures since {since}{where}: {count} wait for somebody',
    fr: '{flow} a des échecs ouverts depuis le {since}{where} : {count} en attente',
  },
  'is.inDoubt': {
    en: '{flow} has records in doubt since {since}{where}: {count} to be decided',
    fr: '{flow} a des enregistrements incertains depuis le {since}{where} : {count} à trancher',
  },
  'is.silence': {
    en: 'No record came into {flow} for {time}{where}, though {usual} are usual',
    fr: 'Aucun enregistrement dans {flow} depuis {time}{where}, alors que {usual} sont habituels',
  },
  'is.late': {
    en: '“{node}” of {flow} was due at {due}{where} and has not run',
    fr: '« {node} » de {flow} était prévu le {due}{where} et n’a pas eu lieu',
  },
  'is.staleCursor.yes': {
    en: '“{node}” of {flow} is read, but its cursor has not moved since {since}{where}',
    fr: '« {node} » de {flow} est lu, mais son curseur n’a pas avancé depuis le {since}{where}',
  },
  'is.staleCursor.no': {
    en: '“{node}” of {flow} has not been read since {since}{where}',
    fr: '« {node} » de {flow} n’a pas été lu depuis le {since}{where}',
  },
  'is.held': {
    en: 'The connection “{name}” is held since {since}{where}: {why}',
    fr: 'La connexion « {name} » est retenue depuis le {since}{where} : {why}',
  },
  'why.auth': { en: 'it has to be reconnected', fr: 'elle doit être reconnectée' },
  'why.rateLimited': { en: 'the other side asks for a pause', fr: 'l’autre système demande une pause' },
  'why.breaker': { en: 'the other side does not answer', fr: 'l’autre système ne répond pas' },
} satisfies Catalogue;

/** As the inbox calls the kinds of failures. */
const kinds: Catalogue = {
  config: { en: 'flow or connection', fr: 'flux ou connexion' },
  auth: { en: 'account', fr: 'compte' },
  input: { en: 'this record’s data', fr: 'données de l’enregistrement' },
  missing: { en: 'something is missing', fr: 'il manque quelque chose' },
  duplicate: { en: 'exists already', fr: 'existe déjà' },
  transient: { en: 'the other side was away', fr: 'l’autre côté était absent' },
  rateLimited: { en: 'throttled', fr: 'débit limité' },
  tooLarge: { en: 'too large', fr: 'trop volumineux' },
  bug: { en: 'fault of Raccord', fr: 'défaut de Raccord' },
};

type Key = keyof typeof sentences;
const say = (key: Key, language: Language, params: Record<string, unknown> = {}) =>
  fill(sentences[key][language], params);

export function durationText(minutes: number, language: Language): string {
  if (minutes % 1_440 === 0 && minutes >= 2_880) return say('days', language, { n: minutes / 1_440 });
  if (minutes % 60 === 0 && minutes >= 60)
    return minutes === 60 ? say('hour', language) : say('hours', language, { n: minutes / 60 });
  return minutes === 1 ? say('minute', language) : say('minutes', language, { n: minutes });
}

/** `a`, `a and b`, `a, b and c`. */
function listText(all: readonly string[], language: Language): string {
  const last = all.at(-1) ?? '';
  return all.length < 2 ? last : say('and', language, { some: all.slice(0, -1).join(', '), last });
}

const minutesOf = (condition: AlertCondition) => ('hours' in condition ? condition.hours * 60 : condition.minutes);

function flowText(scope: AlertScope, names: Names, language: Language): string {
  if (scope.flowId !== null) return say('oneFlow', language, { flow: names.flows.get(scope.flowId) ?? scope.flowId });
  return scope.tag === null ? say('anyFlow', language) : say('tagged', language, { tag: scope.tag });
}

type Told = Pick<AlertRule, 'condition' | 'scope' | 'channelIds' | 'escalation'>;

/** `Tell #finance when more than 5 records of “Stripe → Books” fail within 10 minutes` */
export function ruleSentence(
  { condition, scope, channelIds, escalation }: Told,
  names: Names,
  language: Language,
): string {
  const always = condition.kind === 'failures' && condition.moreThan === 0;
  const kind =
    condition.kind !== 'failures'
      ? ''
      : (condition.failureKind === undefined
          ? ''
          : say('ofKind', language, { kind: kinds[condition.failureKind]?.[language] })) +
        (condition.code === undefined ? '' : say('ofCode', language, { code: condition.code }));
  const environment = scope.environmentId === null ? undefined : names.environments.get(scope.environmentId);
  const where = environment === undefined ? '' : say('inEnvironment', language, { environment });
  const time = durationText(minutesOf(condition), language);
  const said = { ...condition, kind, time, flow: flowText(scope, names, language) };
  const when = say(always ? 'when.failures.none' : `when.${condition.kind}`, language, said) + where;
  const channel = (id: string) => names.channels.get(id) ?? '?';
  const who = listText(channelIds.map(channel), language);
  const begins = channelIds.length === 0 ? say('show', language, { when }) : say('tell', language, { who, when });
  if (escalation === null) return begins;
  const after = durationText(escalation.afterMinutes, language);
  return begins + say('escalate', language, { who: channel(escalation.channelId), time: after });
}

type Said = Pick<AlertIncident, 'condition' | 'flowId' | 'environmentId' | 'facts'>;

/** `12 records of “Stripe → Books” failed within 10 minutes in production` */
export function incidentSentence(
  { condition, flowId, environmentId, facts }: Said,
  names: Names,
  language: Language,
): string {
  const environment = names.environments.get(environmentId);
  const where = environment === undefined ? '' : say('inEnvironment', language, { environment });
  const flow = say('oneFlow', language, { flow: names.flows.get(flowId ?? '') ?? flowId ?? '' });
  const times = Object.fromEntries(
    ['since', 'due'].flatMap((name) =>
      typeof facts[name] === 'string' ? [[name, momentText(facts[name], language)]] : [],
    ),
  );
  const why = `why.${facts.reason}` as Key;
  const time = durationText(minutesOf(condition), language);
  return say(keyOf(condition.kind, facts), language, {
    ...facts,
    ...times,
    time,
    where,
    flow,
    ...(Object.hasOwn(sentences, why) ? { why: say(why, language) } : {}),
  });
}

function keyOf(kind: ConditionKind, facts: AlertIncident['facts']): Key {
  if (kind === 'failures') return facts.count === 1 ? 'is.failures.one' : 'is.failures';
  if (kind === 'staleCursor') return facts.evaluated === 'yes' ? 'is.staleCursor.yes' : 'is.staleCursor.no';
  return `is.${kind}`;
}

/** Whoever reads it may be anywhere, so the zone stands beside the time. */
export function momentText(at: string | Date, language: Language): string {
  const shown = { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' } as const;
  return `${new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', shown).format(new Date(at))} UTC`;
}
