import type { ObjectRecord } from '@raccord/contract';
import Type, { type Static } from 'typebox';
import { bookId, customFields } from '../schemas.ts';

const Address = Type.Object(
  Object.fromEntries(
    ['attention', 'address', 'street2', 'city', 'state', 'zip', 'country', 'phone'].map((name) => [
      name,
      Type.Optional(Type.String()),
    ]),
  ),
);

/** Fields of a contact that a flow writes. The person's own are at Books in a list; here they are those of the main person. */
export const contactFields = {
  company_name: Type.Optional(Type.String({ maxLength: 200, title: 'Company', description: 'Name of the company.' })),
  contact_type: Type.Optional(
    Type.Enum(['customer', 'vendor'], { default: 'customer', title: 'Type', description: 'Customer or vendor.' }),
  ),
  first_name: Type.Optional(Type.String({ maxLength: 100, title: 'First name', description: 'Of the main person.' })),
  last_name: Type.Optional(Type.String({ maxLength: 100, title: 'Last name', description: 'Of the main person.' })),
  email: Type.Optional(Type.String({ maxLength: 100, title: 'E-mail', description: 'Of the main person.' })),
  phone: Type.Optional(Type.String({ maxLength: 50, title: 'Phone', description: 'Of the main person.' })),
  payment_terms: Type.Optional(Type.Integer({ title: 'Payment terms', description: 'Days until an invoice is due.' })),
  currency_id: Type.Optional(bookId('Currency', 'Id of the currency at Books.')),
  website: Type.Optional(Type.String({ title: 'Website', description: 'Web address.' })),
  notes: Type.Optional(Type.String({ title: 'Notes', description: 'Seen by your team only.' })),
  billing_address: Type.Optional(Address),
  shipping_address: Type.Optional(Address),
  custom_fields: customFields,
};
const Fields = Type.Object({ contact_name: Type.Optional(Type.String()), ...contactFields });

/**
 * The body Books takes.
 * @param persons those the contact has already; a list that is sent replaces the old one, so the others go along unchanged
 */
export function contactBody(fields: Static<typeof Fields>, persons: readonly ObjectRecord[] = []): ObjectRecord {
  const { first_name, last_name, email, phone, ...rest } = fields;
  const own = Object.fromEntries(
    Object.entries({ first_name, last_name, email, phone }).filter(([, value]) => value !== undefined),
  );
  if (Object.keys(own).length === 0) return rest;
  const main = persons.find((person) => person.is_primary_contact === true);
  const others = persons.filter((person) => person !== main);
  return { ...rest, contact_persons: [{ ...main, ...own, is_primary_contact: true }, ...others] };
}
