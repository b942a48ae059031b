import Type from 'typebox';
import { told } from '../../shared/forms/told.ts';
import { amountField, idField, textField, wordField } from '../fields.ts';

export const collectionMethod = Type.Optional(
  wordField(
    ['charge_automatically', 'send_invoice'],
    told(
      'How it is paid',
      'From the saved payment method, or by an invoice that is mailed.',
      'Mode de règlement',
      'Par le moyen de paiement enregistré, ou par une facture envoyée par e-mail.',
    ),
  ),
);

export const daysUntilDue = Type.Optional(
  Type.Integer({
    minimum: 0,
    ...told(
      'Days to pay',
      'Needed when invoices are sent.',
      'Jours pour payer',
      'Nécessaire quand les factures sont envoyées.',
    ),
  }),
);

export const invoiceFields = {
  description: textField(told('Note', 'Printed above the lines.', 'Note', 'Imprimée au-dessus des lignes.'), 1_500),
  footer: textField(told('Footer', 'Printed below the lines.', 'Pied de page', 'Imprimé sous les lignes.'), 5_000),
  collection_method: collectionMethod,
  days_until_due: daysUntilDue,
  default_payment_method: Type.Optional(idField('Payment method', 'Moyen de paiement', 'pm_')),
  auto_advance: Type.Optional(
    Type.Boolean({
      ...told(
        'Go on by itself',
        'Stripe finalises, sends or charges it within the hour, and reminds.',
        'Avancer tout seul',
        'Stripe la finalise, l’envoie ou l’encaisse dans l’heure, et relance.',
      ),
    }),
  ),
};

export const InvoiceLine = Type.Object(
  {
    description: Type.String({
      minLength: 1,
      maxLength: 500,
      ...told('Text', 'What the line is for.', 'Libellé', 'Ce que la ligne facture.'),
    }),
    amount: amountField('Amount', 'Montant', 'Of the whole line, without tax.', 'De la ligne entière, hors taxe.'),
  },
  { additionalProperties: false },
);
