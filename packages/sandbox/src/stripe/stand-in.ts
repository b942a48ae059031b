import type { FastifyInstance } from 'fastify';
import { installGate, sendAnswer } from '../control/gate.ts';
import type { World } from '../world.ts';
import { accountRoutes } from './account.ts';
import { stripeRoutes, unknownRoute } from './call.ts';
import { chargeRoutes } from './charges.ts';
import { customerRoutes } from './customers.ts';
import { disputeRoutes } from './disputes.ts';
import { stripeAnswers } from './errors.ts';
import { eventRoutes } from './event-log.ts';
import { invoiceItemRoutes } from './invoice-items.ts';
import { invoiceRoutes } from './invoices.ts';
import { paymentIntentRoutes } from './payment-intents.ts';
import { payoutRoutes } from './payouts.ts';
import { refundRoutes } from './refunds.ts';
import { searchRoutes } from './search-routes.ts';
import { subscriptionRoutes } from './subscriptions.ts';
import { webhookEndpointRoutes } from './webhook-endpoints.ts';

/** Stripe's REST API v1 under `/stripe/v1`. */
export function stripeStandIn(world: World, stopping: AbortSignal): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    const gate = installGate(app, world, 'stripe', stripeAnswers, stopping);
    const route = stripeRoutes(app, world, gate);
    accountRoutes(route);
    searchRoutes(route);
    customerRoutes(route);
    paymentIntentRoutes(route);
    chargeRoutes(route);
    refundRoutes(route);
    invoiceRoutes(route);
    invoiceItemRoutes(route);
    subscriptionRoutes(route);
    disputeRoutes(route);
    payoutRoutes(route);
    eventRoutes(route);
    webhookEndpointRoutes(route);
    app.setNotFoundHandler((request, reply) => sendAnswer(reply, unknownRoute(request.method, request.url)));
  };
}
