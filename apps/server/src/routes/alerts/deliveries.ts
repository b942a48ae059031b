import Type from 'typebox';
import { deliverAgain, listDeliveries } from '../../stores/alerts/alert-deliveries.ts';
import { endpoint } from '../endpoint.ts';
import { IdParams, Next, pageOf, pageQuery } from '../params.ts';
import { DeliveryAnswer, languageOf, toldDelivery } from './alert-body.ts';

export const listDeliveriesRoute = endpoint({
  method: 'GET',
  url: '/api/alert-deliveries',
  access: 'viewer',
  summary: 'Messages of alerts, newest first: what arrived, what waits, what went wrong',
  query: Type.Object(pageQuery),
  answer: Type.Object({ deliveries: Type.Array(DeliveryAnswer), next: Next }),
  async handle({ deps, principal: { workspaceId }, query: { after, limit = 50 }, request }) {
    const deliveries = await listDeliveries(deps.pool, workspaceId, { after, limit });
    const language = languageOf(request);
    return { deliveries: deliveries.map((one) => toldDelivery(one, language)), next: pageOf(deliveries, limit) };
  },
});

export const retryDeliveryRoute = endpoint({
  method: 'POST',
  url: '/api/alert-deliveries/:id/retry',
  access: 'operator',
  summary: 'Send a message again that was given up, or of which nobody knows whether it arrived',
  params: IdParams,
  body: Type.Object({}, { additionalProperties: false }),
  async handle({ deps, principal: { workspaceId }, params }) {
    const id = await deliverAgain(deps.pool, workspaceId, params.id);
    await deps.ring([{ queue: 'live', kind: 'alert', id }]);
  },
});
