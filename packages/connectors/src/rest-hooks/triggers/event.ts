import {
  type ConnectorContext,
  defineTrigger,
  Failure,
  type HttpResponse,
  type Subscribed,
  type SubscriptionOptions,
  type TriggerItem,
} from '@raccord/contract';
import Type, { type Static } from 'typebox';
import { valueAt } from '../../http/paging.ts';
import { told } from '../../shared/forms/told.ts';
import { statusFailure } from '../../shared/http/status-table.ts';
import { jsonBody } from '../../shared/webhooks/body.ts';
import { hmacSha256, requireMatch, requireSecrets } from '../../shared/webhooks/signature.ts';

const Name = (...texts: Parameters<typeof told>) =>
  Type.Optional(Type.String({ minLength: 1, maxLength: 200, ...told(...texts) }));

const config = Type.Object(
  {
    subscribeUrl: Type.String({
      minLength: 1,
      maxLength: 2_000,
      ...told(
        'Where to subscribe',
        'Address that takes subscriptions by POST; complete, or relative to the base address of the connection.',
        'Où s’abonner',
        'Adresse qui accepte les abonnements par POST ; complète, ou relative à l’adresse de base de la connexion.',
      ),
    }),
    body: Type.Optional(
      Type.Record(
        Type.String(),
        Type.Unknown(),
        told(
          'What to ask for',
          'e.g. `{"event": "contact.updated"}`.',
          'Ce qui est demandé',
          'Par ex. `{"event": "contact.updated"}`.',
        ),
      ),
    ),
    urlField: Name(
      'Field of our address',
      'How the service calls it. Default: `target_url`.',
      'Champ de notre adresse',
      'Comment le service le nomme. Par défaut : `target_url`.',
    ),
    subscriptionId: Name(
      'Id in the answer',
      'Dotted path of the subscription’s id. Default: `id`. It is appended to the address to unsubscribe by DELETE.',
      'Identifiant dans la réponse',
      'Chemin de l’identifiant de l’abonnement. Par défaut : `id`. Il est ajouté à l’adresse pour se désabonner par DELETE.',
    ),
    id: Name(
      'Id of an event',
      'Dotted path of what makes a repeated event the same. Default: the header `webhook-id`.',
      'Identifiant d’un événement',
      'Chemin de ce qui identifie un événement répété. Par défaut : l’en-tête `webhook-id`.',
    ),
    secretField: Name(
      'Field of a secret',
      'If the service sends a secret back with each delivery: how it calls it when one subscribes.',
      'Champ d’un secret',
      'Si le service renvoie un secret à chaque envoi : comment il le nomme à l’abonnement.',
    ),
    secretHeader: Name(
      'Header of that secret',
      'Where it comes back, e.g. `x-hook-secret`.',
      'En-tête de ce secret',
      'Où il revient, par ex. `x-hook-secret`.',
    ),
  },
  { additionalProperties: false },
);
type Config = Static<typeof config>;
type State = { id: string | null; url: string };

export const event = defineTrigger({
  id: 'event',
  version: 1,
  title: { en: 'Event subscribed to', fr: 'Événement abonné' },
  description: {
    en: 'Subscribes by itself when the flow goes into service, unsubscribes when it leaves, and fires for each delivery.',
    fr: 'S’abonne de lui-même à la mise en service du flux, se désabonne à son retrait, et se déclenche à chaque envoi.',
  },
  config,
  output: Type.Unknown({ description: 'What was delivered; of a list, one of its items.' }),
  sample: { id: 'evt_01HF8', event: 'contact.updated', contact: { id: '42', email: 'roy@acme.example' } },
  webhook: {
    secret: 'optional',
    verify(delivery, secrets, { secretHeader }) {
      if (secretHeader === undefined) return;
      const given = delivery.headers[secretHeader.toLowerCase()] ?? '';
      requireMatch([hmacSha256('secret', given)], requireSecrets(secrets), (secret) => hmacSha256('secret', secret));
    },
    parse(delivery, { id }): TriggerItem[] {
      const body = jsonBody(delivery);
      const header = delivery.headers['webhook-id'];
      return [body].flat().map((data, index) => {
        const key = id === undefined ? header && `${header}:${index}` : valueAt(data, id);
        return typeof key === 'string' || typeof key === 'number' ? { data, dedupeKey: String(key) } : { data };
      });
    },
    subscription: { subscribe, unsubscribe },
  },
});

async function subscribe(
  { http }: ConnectorContext,
  asked: Config,
  { url, secret }: SubscriptionOptions,
): Promise<Subscribed> {
  const { subscribeUrl, body = {}, urlField = 'target_url', subscriptionId = 'id', secretField } = asked;
  const json = { ...body, [urlField]: url, ...(secretField === undefined ? {} : { [secretField]: secret }) };
  const response = await http.request({ method: 'POST', url: subscribeUrl, json });
  mustBeFine(response, 'POST', subscribeUrl);
  const id = valueAt(response.json, subscriptionId);
  const named = typeof id === 'string' || typeof id === 'number';
  // Zapier's own name for when a subscription ends.
  const ends = Date.parse(String(valueAt(response.json, 'expiration_date') ?? ''));
  const state: State = { id: named ? String(id) : null, url };
  return { state, ...(Number.isNaN(ends) ? {} : { expiresAt: ends }) };
}

async function unsubscribe({ http }: ConnectorContext, asked: Config, state: unknown): Promise<void> {
  const { id, url } = state as State;
  const { subscribeUrl, urlField = 'target_url' } = asked;
  const response = await http.request(
    id === null
      ? { method: 'DELETE', url: subscribeUrl, json: { [urlField]: url } }
      : { method: 'DELETE', url: `${subscribeUrl.replace(/\/+$/, '')}/${encodeURIComponent(id)}` },
  );
  // Gone already is what was wanted.
  if (response.status !== 404 && response.status !== 410) mustBeFine(response, 'DELETE', subscribeUrl);
}

function mustBeFine(response: HttpResponse, method: 'POST' | 'DELETE', url: string): void {
  if (response.status >= 200 && response.status < 300) return;
  const failure = statusFailure({ response, method, from: URL.parse(url)?.host ?? url.slice(0, 100) });
  // There is no record to correct: what the service refuses is the flow's own settings.
  throw failure.kind === 'input' ? new Failure('config', failure.code, failure.params) : failure;
}
