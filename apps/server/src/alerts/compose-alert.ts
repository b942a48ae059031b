import { type Catalogue, fill, type Language } from '@raccord/contract';
import type { Stage } from '../stores/alerts/alert-deliveries.ts';
import type { AlertIncident, Names } from '../stores/alerts/alert-incidents.ts';
import { incidentSentence, momentText } from './sentences.ts';

const words = {
  opened: { en: '{what}', fr: '{what}' },
  escalated: { en: 'Nobody has acknowledged it yet: {what}', fr: 'Personne n’en a encore pris acte : {what}' },
  closed: { en: 'Over: {what}', fr: 'Terminé : {what}' },
  since: { en: 'Since {at}.', fr: 'Depuis le {at}.' },
  lasted: { en: 'From {from} to {to}.', fr: 'Du {from} au {to}.' },
  test: { en: 'This is a test of the channel “{channel}”', fr: 'Ceci est un essai du canal « {channel} »' },
  testText: {
    en: 'Alerts of Raccord will arrive here. Nothing is wrong.',
    fr: 'Les alertes de Raccord arriveront ici. Tout va bien.',
  },
  digest: { en: '{count} alerts', fr: '{count} alertes' },
} satisfies Catalogue;

/** One thing that a message tells, with what it is about. */
export type Tell = { stage: Stage; incident: AlertIncident };
export type Alert = {
  /** One line. */
  subject: string;
  text: string;
  /** For programs: what `text` says, in parts. */
  data: { type: string; data: Record<string, unknown> };
};

/** What a channel is told, in its language. Pure. @param address how people reach us, without a slash at the end */
export function composeAlert(
  tells: readonly Tell[],
  { channel, language, address, names }: { channel: string; language: Language; address: string; names: Names },
): Alert {
  const say = (key: keyof typeof words, params: Record<string, unknown> = {}) => fill(words[key][language], params);
  if (tells.length === 0) {
    const link = `${address}/alerts`;
    const subject = say('test', { channel });
    const text = `${subject}\n${say('testText')}\n${link}`;
    return { subject: `[Raccord] ${oneLine(subject)}`, text, data: { type: 'alert.test', data: { channel, link } } };
  }
  const told = tells.map(({ stage, incident }) => {
    const message = incidentSentence(incident, names, language);
    const headline = say(stage === 'test' ? 'opened' : stage, { what: message });
    const { openedAt, closedAt } = incident;
    const when =
      stage === 'closed' && closedAt !== null
        ? say('lasted', { from: momentText(openedAt, language), to: momentText(closedAt, language) })
        : say('since', { at: momentText(openedAt, language) });
    const link = `${address}/alerts?incident=${incident.id}`;
    const parts = {
      incident: incident.id,
      stage,
      condition: incident.condition.kind,
      message,
      flow: incident.flowId,
      environment: names.environments.get(incident.environmentId) ?? null,
      openedAt: openedAt.toISOString(),
      closedAt: stage === 'closed' ? (closedAt?.toISOString() ?? null) : null,
      link,
    };
    return { headline, text: `${headline}.\n${when}\n${link}`, parts };
  });
  const [only] = told;
  if (told.length === 1 && only !== undefined)
    return {
      subject: `[Raccord] ${oneLine(only.headline)}`,
      text: only.text,
      data: { type: `alert.${only.parts.stage}`, data: only.parts },
    };
  return {
    subject: `[Raccord] ${say('digest', { count: told.length })}`,
    text: told.map(({ text }) => text).join('\n\n'),
    data: { type: 'alert.digest', data: { alerts: told.map(({ parts }) => parts) } },
  };
}

/** Names of flows are people's own, and a header is one line. */
function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').slice(0, 500);
}
