import type { ConnectorContext, ObjectRecord } from '@raccord/contract';
import Type from 'typebox';
import { told } from '../../shared/forms/told.ts';
import { defineObject, defineOperation } from '../../shared/objects/define-object.ts';
import { booksCreate, booksList, booksOne, booksUpsert, isUniqueField } from '../client.ts';
import { bookId, text, uniqueKey } from '../fields.ts';
import { Contact } from '../schemas.ts';
import { changesOf } from './changes.ts';
import { contactBody, contactFields } from './contact-fields.ts';

const strict = { additionalProperties: false };
const contactId = bookId('Contact', 'Id of the contact at Books.', 'Contact', 'Identifiant du contact dans Books.');
const contactName = text(
  200,
  'Display name',
  'The name Books lists it under; no two customers may have the same.',
  'Nom affiché',
  'Le nom sous lequel Books le classe ; deux clients ne peuvent avoir le même.',
);

const find = defineOperation({
  description: {
    en: 'Gives the contact with this e-mail address or display name, or an empty object if there is none.',
    fr: 'Donne le contact qui a cette adresse e-mail ou ce nom affiché, ou un objet vide s’il n’y en a pas.',
  },
  input: Type.Object(
    {
      email: Type.Optional(
        Type.String({
          minLength: 1,
          ...told('E-mail', 'Taken first when both are given.', 'E-mail', 'Pris d’abord si les deux sont donnés.'),
        }),
      ),
      contact_name: Type.Optional(
        Type.String({ minLength: 1, ...told('Display name', 'The whole name.', 'Nom affiché', 'Le nom entier.') }),
      ),
      contact_type: contactFields.contact_type,
    },
    { ...strict, minProperties: 1 },
  ),
  effect: 'read',
  scopes: ['ZohoBooks.contacts.READ'],
  run: async (context, fields) => (await findContact(context, fields)) ?? {},
});

const get = defineOperation({
  description: { en: 'Gives a contact with all its fields.', fr: 'Donne un contact avec tous ses champs.' },
  input: Type.Object({ contact_id: contactId }, strict),
  effect: 'read',
  scopes: ['ZohoBooks.contacts.READ'],
  run: (context, { contact_id }) => booksOne(context, 'contact', `/contacts/${contact_id}`, { method: 'GET' }),
});

const create = defineOperation({
  description: {
    en: 'Creates a customer or vendor. Books refuses a display name that exists already.',
    fr: 'Crée un client ou un fournisseur. Books refuse un nom affiché qui existe déjà.',
  },
  input: Type.Object({ contact_name: contactName, ...contactFields }, strict),
  effect: 'readback',
  scopes: ['ZohoBooks.contacts.CREATE', 'ZohoBooks.contacts.UPDATE', 'ZohoBooks.contacts.READ'],
  run: (context, fields) =>
    booksCreate(context, 'contact', '/contacts', {
      json: contactBody(fields),
      field: context.settings.contactKeyField,
    }),
  // Display names are unique, so the one of this name is ours, unless it has another address than the one we wrote.
  async readback(context, { contact_name, contact_type, email }) {
    if (isUniqueField(context.settings.contactKeyField)) return undefined;
    const found = await findContact(context, { contact_name, contact_type: contact_type ?? 'customer' });
    if (found === undefined || (email !== undefined && !sameText(found.email, email))) return undefined;
    return get.run(context, { contact_id: String(found.contact_id) });
  },
});

const update = defineOperation({
  description: {
    en: 'Changes the fields you fill in and leaves the others as they are.',
    fr: 'Modifie les champs que vous remplissez et laisse les autres tels quels.',
  },
  input: Type.Object({ contact_id: contactId, contact_name: Type.Optional(contactName), ...contactFields }, strict),
  effect: 'upsert',
  scopes: ['ZohoBooks.contacts.UPDATE', 'ZohoBooks.contacts.READ'],
  async run(context, { contact_id, ...fields }) {
    const person = ['first_name', 'last_name', 'email', 'phone'].some((name) => name in fields);
    const before = person ? await get.run(context, { contact_id }) : {};
    const persons = (before.contact_persons ?? []) as ObjectRecord[];
    const json = contactBody(fields, persons);
    return booksOne(context, 'contact', `/contacts/${contact_id}`, { method: 'PUT', json });
  },
});

const upsert = defineOperation({
  description: {
    en: 'Updates the contact that has this value in a unique custom field, else creates it. However often it runs, there is one. Its main person becomes the one filled in.',
    fr: 'Modifie le contact qui a cette valeur dans un champ personnalisé unique, sinon le crée. Même répété, il n’y en a qu’un. Sa personne principale devient celle qui est remplie.',
  },
  input: Type.Object({ ...uniqueKey, contact_name: contactName, ...contactFields }, strict),
  effect: 'upsert',
  scopes: ['ZohoBooks.contacts.CREATE', 'ZohoBooks.contacts.UPDATE'],
  run: (context, { key_field: field, key_value: value, ...fields }) =>
    booksUpsert(context, 'contact', '/contacts', { json: contactBody(fields), field, value }),
});

export const contact = defineObject({
  id: 'contact',
  title: { en: 'Contact', fr: 'Contact' },
  one: { en: 'a contact', fr: 'un contact' },
  schema: Contact,
  sample: {
    contact_id: '460000000026049',
    contact_name: 'Société Dupont',
    contact_type: 'customer',
    email: 'compta@dupont.example',
    created_time: '2026-11-20T09:12:00+0100',
    last_modified_time: '2026-11-20T09:12:00+0100',
  },
  identity: {
    id: 'contact_id',
    createdAt: 'created_time',
    modifiedAt: 'last_modified_time',
    match: ['email', 'contact_name'],
  },
  normal: { email: 'email', phone: 'phone', contact_name: 'text', company_name: 'text' },
  operations: {
    list: {
      reports: ['created', 'updated'],
      every: '10m',
      scopes: ['ZohoBooks.contacts.READ'],
      page: (context, _place, cursor, options) => changesOf(listed, context, cursor, options),
    },
    find,
    get,
    create,
    update,
    upsert,
  },
});

/** Contacts cannot be filtered by their change, only sorted by it. */
const listed = {
  list: 'contacts',
  path: '/contacts',
  query: () => ({ sort_column: 'last_modified_time', sort_order: 'D' }),
  newestFirst: true,
} as const;

type Wanted = { email?: string; contact_name?: string; contact_type?: 'customer' | 'vendor' };

/** Books looks through all persons of a contact; the one whose main address fits exactly is taken first. */
async function findContact(
  context: ConnectorContext,
  { email, contact_name, contact_type }: Wanted,
): Promise<ObjectRecord | undefined> {
  const query = email !== undefined ? { email } : { contact_name };
  const rows = await booksList(context, 'contacts', '/contacts', { ...query, contact_type });
  const exact = (row: ObjectRecord) =>
    email !== undefined ? sameText(row.email, email) : sameText(row.contact_name, contact_name);
  return rows.find(exact) ?? (email === undefined ? undefined : rows[0]);
}

function sameText(left: unknown, right: unknown): boolean {
  return (
    String(left ?? '')
      .trim()
      .toLowerCase() ===
    String(right ?? '')
      .trim()
      .toLowerCase()
  );
}
