import type { ObjectRecord } from '@raccord/contract';
import Type, { type Static } from 'typebox';
import { told } from '../../shared/forms/told.ts';
import { bookId, customFields } from '../fields.ts';

const Address = Type.Object(
  Object.fromEntries(
    ['attention', 'address', 'street2', 'city', 'state', 'zip', 'country', 'phone'].map((name) => [
      name,
      Type.Optional(Type.String()),
    ]),
  ),
);
type Words = Parameters<typeof told>;
const text = (most: number, ...words: Words) => Type.Optional(Type.String({ maxLength: most, ...told(...words) }));
const person = ['Of the main person.', 'De la personne principale.'] as const;

/** Fields of a contact that a flow writes. The person's own are at Books in a list; here they are those of the main person. */
export const contactFields = {
  company_name: text(200, 'Company', 'Name of the company.', 'Société', 'Nom de la société.'),
  contact_type: Type.Optional(
    Type.Enum(['customer', 'vendor'], {
      default: 'customer',
      ...told('Type', 'Customer or vendor.', 'Type', 'Client ou fournisseur.'),
    }),
  ),
  first_name: text(100, 'First name', person[0], 'Prénom', person[1]),
  last_name: text(100, 'Last name', person[0], 'Nom', person[1]),
  email: text(100, 'E-mail', person[0], 'E-mail', person[1]),
  phone: text(50, 'Phone', person[0], 'Téléphone', person[1]),
  payment_terms: Type.Optional(
    Type.Integer(
      told(
        'Payment terms',
        'Days until an invoice is due.',
        'Délai de paiement',
        'Jours jusqu’à l’échéance d’une facture.',
      ),
    ),
  ),
  currency_id: Type.Optional(
    Type.String({
      ...bookId('Currency', 'Id of the currency at Books.', 'Devise', 'Identifiant de la devise dans Books.'),
      choices: 'currencies',
    }),
  ),
  website: Type.Optional(Type.String(told('Website', 'Web address.', 'Site web', 'Adresse du site.'))),
  notes: Type.Optional(
    Type.String(told('Notes', 'Seen by your team only.', 'Notes', 'Visibles par votre équipe seulement.')),
  ),
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
  const main = persons.find((one) => one.is_primary_contact === true);
  const others = persons.filter((one) => one !== main);
  return { ...rest, contact_persons: [{ ...main, ...own, is_primary_contact: true }, ...others] };
}
