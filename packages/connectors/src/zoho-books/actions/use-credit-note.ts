import { type ConnectorContext, defineAction, type ObjectRecord } from '@raccord/contract';
import Type from 'typebox';
import { told } from '../../shared/forms/told.ts';
import { books, booksOne } from '../client.ts';
import { bookId, date, text } from '../fields.ts';

const strict = { additionalProperties: false };
const creditNoteId = bookId('Credit note', 'Its id at Books.', 'Avoir', 'Son identifiant dans Books.');
const amountOf = (title: string, titleFr: string) =>
  Type.Number({
    exclusiveMinimum: 0,
    ...told(
      title,
      'In the customer’s currency: 241.00, not cents.',
      titleFr,
      'Dans la devise du client : 241,00, pas en centimes.',
    ),
  });

export const refundCreditNote = defineAction({
  id: 'refund-credit-note',
  version: 1,
  title: { en: 'Refund a credit note', fr: 'Rembourser un avoir' },
  description: {
    en: 'Records that the money of a credit note was paid back. After a broken call it is recognised by its reference and amount and not recorded twice.',
    fr: 'Enregistre que l’argent d’un avoir a été rendu. Après un appel interrompu, le remboursement est reconnu à sa référence et son montant et n’est pas saisi deux fois.',
  },
  input: Type.Object(
    {
      creditnote_id: creditNoteId,
      amount: amountOf('Amount', 'Montant'),
      refund_mode: text(
        100,
        'Mode',
        'e.g. `creditcard`, `banktransfer`, `cash`.',
        'Mode',
        'p. ex. `creditcard`, `banktransfer`, `cash`.',
      ),
      reference_number: text(
        100,
        'Reference',
        'What it is known by elsewhere, e.g. the refund at Stripe.',
        'Référence',
        'Sous laquelle il est connu ailleurs, p. ex. le remboursement chez Stripe.',
      ),
      date,
      from_account_id: Type.Optional(
        bookId('Account', 'Id of the account the money left.', 'Compte', 'Identifiant du compte débité.'),
      ),
      description: Type.Optional(
        Type.String(
          told('Description', 'Seen by your team only.', 'Description', 'Visible par votre équipe seulement.'),
        ),
      ),
    },
    strict,
  ),
  output: Type.Object({
    creditnote_refund_id: Type.String(),
    amount: Type.Optional(Type.Number()),
    reference_number: Type.Optional(Type.String()),
  }),
  effect: 'readback',
  writes: { object: 'credit-note' },
  scopes: ['ZohoBooks.creditnotes.CREATE', 'ZohoBooks.creditnotes.READ'],
  async run(context, { creditnote_id, date: given, ...refund }) {
    const json = { ...refund, date: given ?? new Date().toISOString().slice(0, 10) };
    const path = `/creditnotes/${creditnote_id}/refunds`;
    return (await booksOne(context, 'creditnote_refund', path, { method: 'POST', json })) as never;
  },
  async readback(context, { creditnote_id, reference_number, amount }) {
    const same = (await refundsOf(context, creditnote_id)).find(
      (one) => one.reference_number === reference_number && sameAmount(one.amount, amount),
    );
    return same as never;
  },
});

export const applyCreditNote = defineAction({
  id: 'apply-credit-note',
  version: 1,
  title: { en: 'Set a credit note off against an invoice', fr: 'Imputer un avoir à une facture' },
  description: {
    en: 'Uses a credit note, or a part of it, to pay an invoice of the same customer. After a broken call it is recognised by invoice and amount and not set off twice.',
    fr: 'Utilise un avoir, ou une partie, pour régler une facture du même client. Après un appel interrompu, l’imputation est reconnue à la facture et au montant et n’est pas faite deux fois.',
  },
  input: Type.Object(
    {
      creditnote_id: creditNoteId,
      invoice_id: bookId('Invoice', 'Id of the invoice at Books.', 'Facture', 'Identifiant de la facture dans Books.'),
      amount_applied: amountOf('Amount', 'Montant'),
    },
    strict,
  ),
  output: Type.Object({ invoice_id: Type.String(), amount_applied: Type.Number() }),
  effect: 'readback',
  writes: { object: 'credit-note' },
  scopes: ['ZohoBooks.creditnotes.CREATE', 'ZohoBooks.creditnotes.READ'],
  async run(context, { creditnote_id, invoice_id, amount_applied }) {
    const json = { invoices: [{ invoice_id, amount_applied }] };
    await books(context, `/creditnotes/${creditnote_id}/invoices`, { method: 'POST', json });
    return { invoice_id, amount_applied };
  },
  async readback(context, { creditnote_id, invoice_id, amount_applied }) {
    const { invoices_credited } = await books(context, `/creditnotes/${creditnote_id}/invoices`, { method: 'GET' });
    const credited = (Array.isArray(invoices_credited) ? invoices_credited : []) as ObjectRecord[];
    const same = credited.some(
      (one) => one.invoice_id === invoice_id && sameAmount(one.credited_amount ?? one.amount_applied, amount_applied),
    );
    return same ? { invoice_id, amount_applied } : undefined;
  },
});

async function refundsOf(context: ConnectorContext, id: string): Promise<ObjectRecord[]> {
  const { creditnote_refunds } = await books(context, `/creditnotes/${id}/refunds`, { method: 'GET' });
  return (Array.isArray(creditnote_refunds) ? creditnote_refunds : []) as ObjectRecord[];
}

function sameAmount(theirs: unknown, ours: number): boolean {
  return Math.abs(Number(theirs) - ours) < 0.005;
}
