import type { ConnectorContext, ObjectRecord } from '@raccord/contract';
import Type from 'typebox';
import { told } from '../../shared/forms/told.ts';
import { defineObject, defineOperation } from '../../shared/objects/define-object.ts';
import { booksCreate, booksList, booksOne, booksUpsert, isUniqueField } from '../client.ts';
import { bookId, customFields, text, uniqueKey } from '../fields.ts';
import { Item } from '../schemas.ts';

const strict = { additionalProperties: false };
const itemId = bookId('Item', 'Id of the item at Books.', 'Article', 'Identifiant de l’article dans Books.');
const name = text(100, 'Name', 'No two items may have the same.', 'Nom', 'Deux articles ne peuvent avoir le même.');
const rate = Type.Number(told('Price', 'Of one, before tax.', 'Prix', 'Unitaire, hors taxes.'));
const optional = {
  sku: Type.Optional(text(100, 'SKU', 'Your own number of it.', 'Référence', 'Votre propre référence.')),
  description: Type.Optional(text(2_000, 'Description', 'On documents.', 'Description', 'Sur les documents.')),
  unit: Type.Optional(text(100, 'Unit', 'e.g. `pcs`, `h`.', 'Unité', 'p. ex. `pcs`, `h`.')),
  tax_id: Type.Optional(
    Type.String({
      ...bookId('Tax', 'Id of the tax at Books.', 'Taxe', 'Identifiant de la taxe dans Books.'),
      choices: 'taxes',
    }),
  ),
  product_type: Type.Optional(
    Type.Enum(['goods', 'service'], {
      default: 'goods',
      ...told('Type', 'Goods or service.', 'Type', 'Bien ou service.'),
    }),
  ),
  custom_fields: customFields,
};

const find = defineOperation({
  description: {
    en: 'Gives the item with this name or SKU, or an empty object if there is none.',
    fr: 'Donne l’article qui a ce nom ou cette référence, ou un objet vide s’il n’y en a pas.',
  },
  input: Type.Object(
    {
      name: Type.Optional(text(100, 'Name', 'The whole name.', 'Nom', 'Le nom entier.')),
      sku: Type.Optional(text(100, 'SKU', 'Your own number of it.', 'Référence', 'Votre propre référence.')),
    },
    { ...strict, minProperties: 1 },
  ),
  effect: 'read',
  scopes: ['ZohoBooks.settings.READ'],
  run: async (context, wanted) => (await findItem(context, wanted)) ?? {},
});

const get = defineOperation({
  description: { en: 'Gives an item with all its fields.', fr: 'Donne un article avec tous ses champs.' },
  input: Type.Object({ item_id: itemId }, strict),
  effect: 'read',
  scopes: ['ZohoBooks.settings.READ'],
  run: (context, { item_id }) => booksOne(context, 'item', `/items/${item_id}`, { method: 'GET' }),
});

const create = defineOperation({
  description: {
    en: 'Creates an item. Books refuses a name that exists already.',
    fr: 'Crée un article. Books refuse un nom qui existe déjà.',
  },
  input: Type.Object({ name, rate, ...optional }, strict),
  effect: 'readback',
  scopes: ['ZohoBooks.settings.CREATE', 'ZohoBooks.settings.UPDATE', 'ZohoBooks.settings.READ'],
  run: (context, json) => booksCreate(context, 'item', '/items', { json, field: context.settings.itemKeyField }),
  // Names are unique, so the one of this name is ours, unless it has another price than the one we wrote.
  async readback(context, input) {
    if (isUniqueField(context.settings.itemKeyField)) return undefined;
    const found = await findItem(context, { name: input.name });
    return found !== undefined && Math.abs(Number(found.rate) - input.rate) < 0.005 ? found : undefined;
  },
});

const update = defineOperation({
  description: {
    en: 'Changes the fields you fill in and leaves the others as they are.',
    fr: 'Modifie les champs que vous remplissez et laisse les autres tels quels.',
  },
  input: Type.Object({ item_id: itemId, name: Type.Optional(name), rate: Type.Optional(rate), ...optional }, strict),
  effect: 'upsert',
  scopes: ['ZohoBooks.settings.UPDATE'],
  run: (context, { item_id, ...json }) => booksOne(context, 'item', `/items/${item_id}`, { method: 'PUT', json }),
});

const upsert = defineOperation({
  description: {
    en: 'Updates the item that has this value in a unique custom field, else creates it. However often it runs, there is one.',
    fr: 'Modifie l’article qui a cette valeur dans un champ personnalisé unique, sinon le crée. Même répété, il n’y en a qu’un.',
  },
  input: Type.Object({ ...uniqueKey, name, rate, ...optional }, strict),
  effect: 'upsert',
  scopes: ['ZohoBooks.settings.CREATE', 'ZohoBooks.settings.UPDATE'],
  run: (context, { key_field: field, key_value: value, ...json }) =>
    booksUpsert(context, 'item', '/items', { json, field, value }),
});

/** Books tells nobody which items changed: its list can be neither filtered nor sorted by that. */
export const item = defineObject({
  id: 'item',
  title: { en: 'Item', fr: 'Article' },
  one: { en: 'an item', fr: 'un article' },
  schema: Item,
  sample: {
    item_id: '460000000017088',
    name: 'Abonnement mensuel',
    sku: 'ABO-M',
    status: 'active',
    rate: 49,
    unit: 'mois',
  },
  identity: {
    id: 'item_id',
    createdAt: 'created_time',
    modifiedAt: 'last_modified_time',
    match: ['sku', 'name'],
  },
  operations: { find, get, create, update, upsert },
});

async function findItem(
  context: ConnectorContext,
  wanted: { name?: string; sku?: string },
): Promise<ObjectRecord | undefined> {
  const same = (row: ObjectRecord, field: 'name' | 'sku') =>
    wanted[field] === undefined ||
    String(row[field] ?? '')
      .trim()
      .toLowerCase() === wanted[field].trim().toLowerCase();
  const rows = await booksList(context, 'items', '/items', wanted);
  return rows.find((row) => same(row, 'name') && same(row, 'sku'));
}
