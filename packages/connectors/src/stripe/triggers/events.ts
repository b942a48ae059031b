import { Charge, Customer, Invoice, PaymentIntent, Subscription } from '../schemas.ts';
import { eventTrigger } from './event-trigger.ts';
import { charge, customer, invoice, paymentIntent, subscription } from './samples.ts';

/** One line per event of Stripe's that flows can start from. */
export const eventTriggers = {
  'payment-succeeded': eventTrigger({
    id: 'payment-succeeded',
    event: 'payment_intent.succeeded',
    title: { en: 'Payment succeeded', fr: 'Paiement réussi' },
    description: {
      en: 'Fires once for each payment that goes through. Do not count charges or paid invoices besides: they are the same money.',
      fr: 'Se déclenche une fois par paiement abouti. Ne comptez pas en plus les débits ni les factures payées : c’est le même argent.',
    },
    output: PaymentIntent,
    sample: paymentIntent,
  }),
  'charge-refunded': eventTrigger({
    id: 'charge-refunded',
    event: 'charge.refunded',
    title: { en: 'Charge refunded', fr: 'Débit remboursé' },
    description: {
      en: 'Fires for each refund, in part or in full.',
      fr: 'Se déclenche à chaque remboursement, partiel ou total.',
    },
    output: Charge,
    sample: charge,
  }),
  'customer-created': eventTrigger({
    id: 'customer-created',
    event: 'customer.created',
    title: { en: 'Customer created', fr: 'Client créé' },
    description: { en: 'Fires for each new customer.', fr: 'Se déclenche à chaque nouveau client.' },
    output: Customer,
    sample: customer,
  }),
  'customer-updated': eventTrigger({
    id: 'customer-updated',
    event: 'customer.updated',
    title: { en: 'Customer updated', fr: 'Client modifié' },
    description: {
      en: 'Fires for each change of a customer; `previous_attributes` holds what it was before.',
      fr: 'Se déclenche à chaque modification d’un client ; `previous_attributes` contient les anciennes valeurs.',
    },
    output: Customer,
    sample: { ...customer, previous_attributes: { name: 'Ann' } },
  }),
  'invoice-paid': eventTrigger({
    id: 'invoice-paid',
    event: 'invoice.paid',
    title: { en: 'Invoice paid', fr: 'Facture payée' },
    description: {
      en: 'Fires for each invoice that is paid in full.',
      fr: 'Se déclenche à chaque facture payée en totalité.',
    },
    output: Invoice,
    sample: invoice,
  }),
  'subscription-created': eventTrigger({
    id: 'subscription-created',
    event: 'customer.subscription.created',
    title: { en: 'Subscription created', fr: 'Abonnement créé' },
    description: { en: 'Fires for each new subscription.', fr: 'Se déclenche à chaque nouvel abonnement.' },
    output: Subscription,
    sample: subscription,
  }),
};
