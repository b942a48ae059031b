import type { ObjectRecord } from '@raccord/contract';
import Type from 'typebox';
import { told } from '../shared/forms/told.ts';

type Words = Parameters<typeof told>;

/** Books' ids are numbers too long for JSON numbers: always text. */
export const bookId = (...words: Words) => Type.String({ pattern: '^[0-9]{1,30}$', ...told(...words) });

export const day = (...words: Words) => Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', ...told(...words) });

/** Text of one character to `most`. */
export const text = (most: number, ...words: Words) =>
  Type.String({ minLength: 1, maxLength: most, ...told(...words) });

export const customFields = Type.Optional(
  Type.Array(
    Type.Object({
      customfield_id: Type.Optional(Type.String()),
      api_name: Type.Optional(Type.String()),
      index: Type.Optional(Type.Integer()),
      value: Type.Unknown(),
    }),
    told(
      'Custom fields',
      'Each by `customfield_id` or `api_name`, with its `value`.',
      'Champs personnalisés',
      'Chacun par `customfield_id` ou `api_name`, avec sa valeur `value`.',
    ),
  ),
);

/** By which an upsert recognises what it has written before. */
export const uniqueKey = {
  key_field: Type.String({
    pattern: '^cf_[a-z0-9_]+$',
    ...told(
      'Key field',
      'API name of a custom field marked unique, e.g. `cf_crm_id`.',
      'Champ clé',
      'Nom d’API d’un champ personnalisé sans doublons, p. ex. `cf_crm_id`.',
    ),
  }),
  key_value: text(
    200,
    'Key',
    'The value in it that tells this one from all others.',
    'Clé',
    'La valeur de ce champ qui le distingue de tous les autres.',
  ),
};

const LineItem = Type.Object({
  item_id: Type.Optional(
    bookId(
      'Item',
      'Id of an item at Books, instead of a name.',
      'Article',
      'Identifiant d’un article dans Books, au lieu d’un nom.',
    ),
  ),
  name: Type.Optional(Type.String({ maxLength: 100, ...told('Name', 'What was sold.', 'Nom', 'Ce qui a été vendu.') })),
  description: Type.Optional(
    Type.String({
      maxLength: 2_000,
      ...told('Description', 'Printed below it.', 'Description', 'Imprimée en dessous.'),
    }),
  ),
  rate: Type.Optional(Type.Number(told('Price', 'Of one, before tax.', 'Prix', 'À l’unité, hors taxes.'))),
  quantity: Type.Optional(Type.Number({ default: 1, ...told('Quantity', 'How many.', 'Quantité', 'Combien.') })),
  tax_id: Type.Optional(bookId('Tax', 'Id of the tax at Books.', 'Taxe', 'Identifiant de la taxe dans Books.')),
});
export const lineItems = Type.Array(LineItem, {
  minItems: 1,
  maxItems: 200,
  ...told(
    'Lines',
    'Each with `item_id` or `name`, and `rate` (price of one before tax), `quantity`, `tax_id`, `description`.',
    'Lignes',
    'Chacune avec `item_id` ou `name`, et `rate` (prix unitaire hors taxes), `quantity`, `tax_id`, `description`.',
  ),
});

export const customerId = bookId(
  'Customer',
  'Id of the contact at Books.',
  'Client',
  'Identifiant du contact dans Books.',
);
export const vendorId = bookId(
  'Vendor',
  'Id of the contact at Books.',
  'Fournisseur',
  'Identifiant du contact dans Books.',
);
export const reference = text(
  100,
  'Reference',
  'What it is for, e.g. the id of the order or payment.',
  'Référence',
  'Ce qu’il concerne, p. ex. l’identifiant de la commande ou du paiement.',
);
export const date = Type.Optional(
  day('Date', 'Today when absent, `2026-11-20`.', 'Date', 'Aujourd’hui par défaut, `2026-11-20`.'),
);
export const notes = Type.Optional(
  Type.String({
    maxLength: 5_000,
    ...told('Notes', 'Printed on the document.', 'Notes', 'Imprimées sur le document.'),
  }),
);

/** Whether Books' lines are those we sent; what we left out, Books has filled in by itself. */
export function sameLines(theirs: unknown, ours: readonly ObjectRecord[]): boolean {
  if (!Array.isArray(theirs) || theirs.length !== ours.length) return false;
  return ours.every((line, index) => {
    const written = theirs[index] as ObjectRecord;
    const same = (name: string) => line[name] === undefined || String(line[name]) === String(written[name]);
    const sameNumber = (name: string) =>
      line[name] === undefined || Math.abs(Number(line[name]) - Number(written[name])) < 0.005;
    return same('item_id') && same('name') && sameNumber('rate') && sameNumber('quantity');
  });
}
