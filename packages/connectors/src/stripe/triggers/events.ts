import type { LocalText, ObjectRecord } from '@raccord/contract';
import type { TObject } from 'typebox';
import {
  charge,
  checkoutSession,
  dispute,
  invoice,
  paymentIntent,
  payout,
  refund,
  subscription,
  unpaidIntent,
} from '../samples.ts';
import { Charge, CheckoutSession, Dispute, Invoice, PaymentIntent, Payout, Refund, Subscription } from '../schemas.ts';
import { eventTrigger } from './event-trigger.ts';

type Row = {
  /** Stripe's name of the event. */
  event: string;
  title: LocalText;
  description: LocalText;
  of: { output: TObject; sample: ObjectRecord };
};

const payments = { output: PaymentIntent, sample: paymentIntent };
const unpaid = { output: PaymentIntent, sample: unpaidIntent };
const charges = { output: Charge, sample: charge };
const invoices = { output: Invoice, sample: invoice };
const unpaidInvoices = { output: Invoice, sample: { ...invoice, amount_paid: 0, status: 'open' } };
const checkouts = { output: CheckoutSession, sample: checkoutSession };
const subscriptions = { output: Subscription, sample: subscription };

/** A line per state that flows start from. Created, changed and deleted come from the objects themselves. */
const rows: Record<string, Row> = {
  'payment-succeeded': {
    event: 'payment_intent.succeeded',
    title: { en: 'Payment succeeded', fr: 'Paiement réussi' },
    description: {
      en: 'Fires once for each payment that goes through. Do not count charges or paid invoices besides: they are the same money.',
      fr: 'Se déclenche une fois par paiement abouti. Ne comptez pas en plus les débits ni les factures payées : c’est le même argent.',
    },
    of: payments,
  },
  'payment-failed': {
    event: 'payment_intent.payment_failed',
    title: { en: 'Payment failed', fr: 'Paiement échoué' },
    description: {
      en: 'Fires for each try that fails; `last_payment_error` says why. A later try may still go through.',
      fr: 'Se déclenche à chaque essai qui échoue ; `last_payment_error` dit pourquoi. Un essai suivant peut encore aboutir.',
    },
    of: unpaid,
  },
  'payment-action-required': {
    event: 'payment_intent.requires_action',
    title: { en: 'Payment needs the customer', fr: 'Paiement en attente du client' },
    description: {
      en: 'Fires when the customer has to confirm a payment, e.g. at the bank.',
      fr: 'Se déclenche quand le client doit confirmer un paiement, par ex. auprès de sa banque.',
    },
    of: { output: PaymentIntent, sample: { ...paymentIntent, amount_received: 0, status: 'requires_action' } },
  },
  'payment-canceled': {
    event: 'payment_intent.canceled',
    title: { en: 'Payment cancelled', fr: 'Paiement annulé' },
    description: {
      en: 'Fires when a payment is given up before any money came.',
      fr: 'Se déclenche quand un paiement est abandonné avant tout encaissement.',
    },
    of: { output: PaymentIntent, sample: { ...paymentIntent, amount_received: 0, status: 'canceled' } },
  },
  'charge-succeeded': {
    event: 'charge.succeeded',
    title: { en: 'Charge succeeded', fr: 'Débit réussi' },
    description: {
      en: 'Fires for each charge that goes through: the same money as “Payment succeeded”, with the booking that tells the fee.',
      fr: 'Se déclenche à chaque débit abouti : le même argent que « Paiement réussi », avec l’écriture qui indique les frais.',
    },
    of: charges,
  },
  'charge-failed': {
    event: 'charge.failed',
    title: { en: 'Charge failed', fr: 'Débit échoué' },
    description: {
      en: 'Fires for each charge that the bank refuses; `failure_code` says why.',
      fr: 'Se déclenche à chaque débit refusé par la banque ; `failure_code` dit pourquoi.',
    },
    of: { output: Charge, sample: { ...charge, status: 'failed', failure_code: 'card_declined' } },
  },
  'charge-refunded': {
    event: 'charge.refunded',
    title: { en: 'Charge refunded', fr: 'Débit remboursé' },
    description: {
      en: 'Fires for each refund, in part or in full.',
      fr: 'Se déclenche à chaque remboursement, partiel ou total.',
    },
    of: charges,
  },
  'refund-failed': {
    event: 'refund.failed',
    title: { en: 'Refund failed', fr: 'Remboursement échoué' },
    description: {
      en: 'Fires when a refund comes back; the money is in your balance again.',
      fr: 'Se déclenche quand un remboursement revient ; l’argent est de nouveau dans votre solde.',
    },
    of: { output: Refund, sample: { ...refund, status: 'failed', failure_reason: 'expired_or_canceled_card' } },
  },
  'invoice-finalized': {
    event: 'invoice.finalized',
    title: { en: 'Invoice finalised', fr: 'Facture finalisée' },
    description: {
      en: 'Fires when an invoice gets its number and can no longer be changed.',
      fr: 'Se déclenche quand une facture reçoit son numéro et ne peut plus être modifiée.',
    },
    of: unpaidInvoices,
  },
  'invoice-paid': {
    event: 'invoice.paid',
    title: { en: 'Invoice paid', fr: 'Facture payée' },
    description: {
      en: 'Fires for each invoice that is paid in full.',
      fr: 'Se déclenche à chaque facture payée en totalité.',
    },
    of: invoices,
  },
  'invoice-payment-failed': {
    event: 'invoice.payment_failed',
    title: { en: 'Invoice could not be collected', fr: 'Facture non encaissée' },
    description: {
      en: 'Fires for each try to collect an invoice that fails.',
      fr: 'Se déclenche à chaque essai d’encaissement d’une facture qui échoue.',
    },
    of: unpaidInvoices,
  },
  'invoice-action-required': {
    event: 'invoice.payment_action_required',
    title: { en: 'Invoice needs the customer', fr: 'Facture en attente du client' },
    description: {
      en: 'Fires when the customer has to confirm the payment of an invoice, e.g. at the bank.',
      fr: 'Se déclenche quand le client doit confirmer le paiement d’une facture, par ex. auprès de sa banque.',
    },
    of: unpaidInvoices,
  },
  'invoice-voided': {
    event: 'invoice.voided',
    title: { en: 'Invoice voided', fr: 'Facture annulée' },
    description: {
      en: 'Fires when an open invoice is declared void.',
      fr: 'Se déclenche quand une facture ouverte est déclarée nulle.',
    },
    of: { output: Invoice, sample: { ...invoice, amount_paid: 0, status: 'void' } },
  },
  'invoice-uncollectible': {
    event: 'invoice.marked_uncollectible',
    title: { en: 'Invoice given up', fr: 'Facture irrécouvrable' },
    description: {
      en: 'Fires when an invoice is marked as one that nobody will pay.',
      fr: 'Se déclenche quand une facture est marquée comme ne devant jamais être payée.',
    },
    of: { output: Invoice, sample: { ...invoice, amount_paid: 0, status: 'uncollectible' } },
  },
  'subscription-trial-ending': {
    event: 'customer.subscription.trial_will_end',
    title: { en: 'Free days are ending', fr: 'Fin prochaine de l’essai' },
    description: {
      en: 'Fires three days before the free days of a subscription end.',
      fr: 'Se déclenche trois jours avant la fin des jours gratuits d’un abonnement.',
    },
    of: { output: Subscription, sample: { ...subscription, status: 'trialing', trial_end: 1764230490 } },
  },
  'subscription-paused': {
    event: 'customer.subscription.paused',
    title: { en: 'Subscription paused', fr: 'Abonnement suspendu' },
    description: {
      en: 'Fires when a subscription stops because its free days ended without a way to pay.',
      fr: 'Se déclenche quand un abonnement s’arrête car l’essai a pris fin sans moyen de paiement.',
    },
    of: { output: Subscription, sample: { ...subscription, status: 'paused' } },
  },
  'subscription-resumed': {
    event: 'customer.subscription.resumed',
    title: { en: 'Subscription resumed', fr: 'Abonnement repris' },
    description: {
      en: 'Fires when a paused subscription goes on.',
      fr: 'Se déclenche quand un abonnement suspendu reprend.',
    },
    of: subscriptions,
  },
  'checkout-completed': {
    event: 'checkout.session.completed',
    title: { en: 'Checkout completed', fr: 'Commande finalisée' },
    description: {
      en: 'Fires when a customer has gone through a checkout page or payment link. Look at `payment_status`: some ways to pay take days.',
      fr: 'Se déclenche quand un client a terminé une page ou un lien de paiement. Regardez `payment_status` : certains moyens prennent des jours.',
    },
    of: checkouts,
  },
  'dispute-closed': {
    event: 'charge.dispute.closed',
    title: { en: 'Dispute closed', fr: 'Litige clos' },
    description: {
      en: 'Fires when a dispute is decided; `status` is `won` or `lost`.',
      fr: 'Se déclenche quand un litige est tranché ; `status` vaut `won` ou `lost`.',
    },
    of: { output: Dispute, sample: { ...dispute, status: 'lost' } },
  },
  'payout-paid': {
    event: 'payout.paid',
    title: { en: 'Payout arrived', fr: 'Virement arrivé' },
    description: {
      en: 'Fires when money should be at your bank.',
      fr: 'Se déclenche quand l’argent devrait être sur votre compte bancaire.',
    },
    of: { output: Payout, sample: payout },
  },
  'payout-failed': {
    event: 'payout.failed',
    title: { en: 'Payout failed', fr: 'Virement échoué' },
    description: {
      en: 'Fires when your bank sends money back; `failure_code` says why.',
      fr: 'Se déclenche quand votre banque renvoie l’argent ; `failure_code` dit pourquoi.',
    },
    of: { output: Payout, sample: { ...payout, status: 'failed', failure_code: 'account_closed' } },
  },
};

export const eventTriggers = Object.fromEntries(
  Object.entries(rows).map(([id, { event, title, description, of }]) => [
    id,
    eventTrigger({ id, event, title, description, ...of }),
  ]),
);
