import { type ActionDefinition, defineAction, type LocalText, type ObjectRecord } from '@raccord/contract';
import Type, { type TObject, type TProperties } from 'typebox';
import { told } from '../../shared/forms/told.ts';
import { stripePost } from '../client.ts';
import { idField, strict, wordField } from '../fields.ts';
import { pathOf } from '../objects/operations.ts';
import { Invoice, PaymentIntent } from '../schemas.ts';

type Step = {
  title: LocalText;
  description: LocalText;
  object: 'invoice' | 'payment';
  /** What stands behind the id in the path. */
  verb: string;
  fields?: TProperties;
};

const kinds: Record<Step['object'], { collection: string; id: TProperties[string]; output: TObject }> = {
  invoice: { collection: '/v1/invoices', id: idField('Invoice', 'Facture', 'in_'), output: Invoice },
  payment: { collection: '/v1/payment_intents', id: idField('Payment', 'Paiement', 'pi_'), output: PaymentIntent },
};

const steps: Record<string, Step> = {
  'finalize-invoice': {
    title: { en: 'Finalise an invoice', fr: 'Finaliser une facture' },
    description: {
      en: 'Gives a draft its number; from then on it cannot be changed.',
      fr: 'Donne son numéro à un brouillon ; il ne peut ensuite plus être modifié.',
    },
    object: 'invoice',
    verb: 'finalize',
  },
  'send-invoice': {
    title: { en: 'Send an invoice', fr: 'Envoyer une facture' },
    description: {
      en: 'Mails an invoice to the customer; only where it is paid by invoice.',
      fr: 'Envoie une facture au client par e-mail ; seulement si elle se paie sur facture.',
    },
    object: 'invoice',
    verb: 'send',
  },
  'pay-invoice': {
    title: { en: 'Collect an invoice', fr: 'Encaisser une facture' },
    description: {
      en: 'Takes the money from the payment method, or notes that it came another way.',
      fr: 'Encaisse avec le moyen de paiement, ou note que le paiement est arrivé autrement.',
    },
    object: 'invoice',
    verb: 'pay',
    fields: {
      payment_method: Type.Optional(idField('Payment method', 'Moyen de paiement', 'pm_')),
      paid_out_of_band: Type.Optional(
        Type.Boolean({
          ...told(
            'Paid elsewhere',
            'By cheque, transfer or cash: nothing is taken.',
            'Payée ailleurs',
            'Par chèque, virement ou espèces : rien n’est encaissé.',
          ),
        }),
      ),
    },
  },
  'void-invoice': {
    title: { en: 'Void an invoice', fr: 'Annuler une facture' },
    description: {
      en: 'Declares an open invoice void; it keeps its number.',
      fr: 'Déclare nulle une facture ouverte ; elle garde son numéro.',
    },
    object: 'invoice',
    verb: 'void',
  },
  'cancel-payment': {
    title: { en: 'Cancel a payment', fr: 'Annuler un paiement' },
    description: {
      en: 'Gives up a payment that has not gone through.',
      fr: 'Abandonne un paiement qui n’a pas abouti.',
    },
    object: 'payment',
    verb: 'cancel',
    fields: {
      cancellation_reason: Type.Optional(
        wordField(
          ['duplicate', 'fraudulent', 'requested_by_customer', 'abandoned'],
          told('Reason', 'Why it is given up.', 'Motif', 'Pourquoi il est abandonné.'),
        ),
      ),
    },
  },
};

/** What moves an object from one state to the next; sent again under the same key, Stripe gives the first answer. */
export const stepActions: Record<string, ActionDefinition> = Object.fromEntries(
  Object.entries(steps).map(([id, { title, description, object, verb, fields = {} }]) => {
    const { collection, id: which, output } = kinds[object];
    const action = defineAction({
      id,
      version: 1,
      title,
      description,
      input: Type.Object({ id: Type.Unsafe<string>(which!), ...fields }, strict),
      output,
      effect: 'key',
      run: (context, { id: one, ...given }) =>
        stripePost<ObjectRecord>(context, pathOf(collection, one, `/${verb}`), given),
      writes: { object, field: () => ['status'] },
    });
    return [id, action];
  }),
);
