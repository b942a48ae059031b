import type { FastifyInstance } from 'fastify';
import { readBody, refuseBody } from '../control/body.ts';
import type { World } from '../world.ts';
import { decideDispute, disputeById, openDispute } from './disputes.ts';
import { readCurrency } from './payment-intents.ts';
import { settlePayout, startPayout } from './payouts.ts';
import { renewSubscription } from './subscription-periods.ts';
import { subscriptionById } from './subscriptions.ts';

const nobody = { id: null, idempotency_key: null };

/** What happens at Stripe without any call of ours: a bank takes money back, or money arrives, or a month is over. */
export function stripeControlRoutes(app: FastifyInstance, world: World): void {
  app.post('/stripe/disputes', (request) => {
    const body = readBody(request.body);
    return openDispute(world, body.required('charge', 'string'), body.optional('reason', 'string'));
  });

  app.post('/stripe/disputes/decide', (request) => {
    const body = readBody(request.body);
    const outcome = body.required('outcome', 'string');
    if (outcome !== 'won' && outcome !== 'lost') return refuseBody('`outcome` is "won" or "lost".');
    return decideDispute(world, disputeById(world, body.required('id', 'string')), nobody, outcome);
  });

  app.post('/stripe/payouts', (request) => {
    const body = readBody(request.body);
    const money = {
      amount: body.required('amount', 'number'),
      currency: readCurrency(body.required('currency', 'string')),
    };
    return startPayout(world, { ...money, automatic: true }, nobody);
  });

  app.post('/stripe/payouts/settle', (request) => {
    const body = readBody(request.body);
    const outcome = body.required('outcome', 'string');
    if (outcome !== 'paid' && outcome !== 'failed') return refuseBody('`outcome` is "paid" or "failed".');
    return settlePayout(world, body.required('id', 'string'), outcome);
  });

  app.post('/stripe/subscriptions/renew', (request) => {
    const body = readBody(request.body);
    const subscription = subscriptionById(world, body.required('id', 'string'));
    const card = body.optional('payment_method', 'string');
    return renewSubscription(
      world,
      card === undefined ? subscription : { ...subscription, default_payment_method: card },
    );
  });
}
