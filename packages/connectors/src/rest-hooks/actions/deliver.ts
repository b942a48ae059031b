import { defineAction, Failure } from '@raccord/contract';
import Type from 'typebox';
import { told } from '../../shared/forms/told.ts';
import { statusFailure } from '../../shared/http/status-table.ts';

export const deliver = defineAction({
  id: 'deliver',
  version: 1,
  title: { en: 'Tell one of them', fr: 'En prévenir un' },
  description: {
    en: 'Sends data to one subscriber, again until it is taken, always under the same id. Whoever answers 410 is told no more.',
    fr: 'Envoie des données à un abonné, de nouveau jusqu’à acceptation, toujours sous le même identifiant. Qui répond 410 n’est plus prévenu.',
  },
  input: Type.Object(
    {
      listener: Type.String({
        minLength: 1,
        maxLength: 100,
        ...told(
          'Subscriber',
          'One of those that “Who wants to be told” gives.',
          'Abonné',
          'L’un de ceux que donne « Qui veut être prévenu ».',
        ),
      }),
      data: Type.Record(
        Type.String(),
        Type.Unknown(),
        told(
          'Data',
          'Flat fields read best on the other side.',
          'Données',
          'Des champs simples se lisent mieux de l’autre côté.',
        ),
      ),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({
    delivered: Type.Boolean(),
    gone: Type.Boolean({ description: 'It has unsubscribed, or is not there any more.' }),
  }),
  // Standard Webhooks: those who care take each `webhook-id` once.
  effect: 'key',
  writes: { object: 'delivery' },
  async run({ hooks, http, idempotencyKey }, { listener, data }) {
    if (hooks === undefined) throw new Failure('config', 'hooks.notHere');
    const url = await hooks.address(listener);
    if (url === undefined) return { delivered: false, gone: true };
    const response = await http.request({
      method: 'POST',
      url,
      headers: { 'webhook-id': idempotencyKey, 'webhook-timestamp': String(Math.floor(Date.now() / 1_000)) },
      json: { id: idempotencyKey, ...data },
      maxBytes: 1_048_576,
    });
    const { status } = response;
    if (status >= 200 && status < 300) {
      await hooks.taken(listener);
      return { delivered: true, gone: false };
    }
    // A Zap that is switched off, or one whose address nobody has known for a long time.
    if (status === 410) await hooks.gone(listener);
    if (status === 410 || (status === 404 && (await hooks.missed(listener)))) return { delivered: false, gone: true };
    const failure = statusFailure({ response, method: 'POST', from: URL.parse(url)?.host ?? '' });
    // Nothing is wrong with an account of ours: only this one is slow, and only its delivery waits.
    if (failure.kind !== 'rateLimited' && failure.kind !== 'auth') throw failure;
    const wait = failure.retryAfterMs === undefined ? {} : { retryAfterMs: failure.retryAfterMs };
    throw new Failure('transient', 'hooks.notTaken', failure.params, wait);
  },
});
