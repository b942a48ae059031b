import type { FailureData } from '../failure.ts';
import { alertMessages } from './alerts.ts';
import { approvalMessages } from './approvals.ts';
import { bootMessages } from './boot.ts';
import { type Catalogue, fill, type Language } from './catalogue.ts';
import { cliMessages } from './cli.ts';
import { engineMessages } from './engine.ts';
import { flowMessages } from './flow.ts';
import { flowVersionMessages } from './flow-versions.ts';
import { inboxMessages } from './inbox.ts';
import { keepingMessages } from './keeping.ts';
import { mappingMessages } from './mapping.ts';
import { sampleMessages } from './samples.ts';
import { serverMessages } from './server.ts';
import { vendorMessages } from './vendors.ts';

/** Every sentence of the product, by code. One file per area, so that a newcomer finds the place. */
export const messages = {
  ...alertMessages,
  ...approvalMessages,
  ...bootMessages,
  ...cliMessages,
  ...engineMessages,
  ...flowMessages,
  ...inboxMessages,
  ...keepingMessages,
  ...flowVersionMessages,
  ...mappingMessages,
  ...sampleMessages,
  ...serverMessages,
  ...vendorMessages,
} satisfies Catalogue;

const byKind: Record<FailureData['kind'], { en: string; fr: string }> = {
  config: {
    en: 'The flow or the connection needs fixing: {message}.',
    fr: 'Le flux ou la connexion est à corriger : {message}.',
  },
  auth: {
    en: 'The account refused us: {message}. Reconnect it.',
    fr: 'Le compte nous a refusé l’accès : {message}. Reconnectez-le.',
  },
  input: {
    en: 'The other side refused this record: {message}. Correct the record and run it again.',
    fr: 'L’autre système a refusé cet enregistrement : {message}. Corrigez-le et relancez-le.',
  },
  missing: {
    en: 'What the record refers to is not there: {message}. Create it, or correct the record, and run it again.',
    fr: 'Ce que l’enregistrement désigne n’existe pas : {message}. Créez-le ou corrigez l’enregistrement, puis relancez.',
  },
  duplicate: {
    en: 'It exists already: {message}. Decide which one stays, then run it again or ignore it.',
    fr: 'Cela existe déjà : {message}. Décidez lequel garder, puis relancez ou ignorez.',
  },
  transient: {
    en: 'The other side did not answer as it should: {message}. We tried several times; run it again later.',
    fr: 'L’autre système n’a pas répondu comme il faut : {message}. Nous avons essayé plusieurs fois ; relancez plus tard.',
  },
  rateLimited: {
    en: 'The other side asks us to slow down: {message}. The work goes on by itself.',
    fr: 'L’autre système nous demande de ralentir : {message}. Le travail reprendra tout seul.',
  },
  tooLarge: {
    en: 'It is too large: {message}. Make the record smaller and run it again.',
    fr: 'C’est trop volumineux : {message}. Réduisez l’enregistrement et relancez-le.',
  },
  bug: {
    en: 'This is a fault of Raccord: {message}. Please report it.',
    fr: 'C’est un défaut de Raccord : {message}. Merci de le signaler.',
  },
};

/** The sentence for a failure, preceded by where it happened. */
export function describeFailure(
  failure: Pick<FailureData, 'kind' | 'code' | 'params' | 'at'>,
  language: Language,
): string {
  const catalogue: Catalogue = messages;
  const known = Object.hasOwn(catalogue, failure.code) ? catalogue[failure.code] : undefined;
  const params = { message: failure.code, ...failure.params };
  const sentence = fill((known ?? byKind[failure.kind])[language], params);
  const colon = language === 'fr' ? ' : ' : ': ';
  return failure.at === undefined ? sentence : `${failure.at}${colon}${sentence}`;
}
