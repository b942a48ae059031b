import type { World } from '../world.ts';
import { type BooksCall, type BooksRoutes, done, type Fields, found } from './call.ts';
import { contactPersons, firstOrPrimary } from './contact-persons.ts';
import { customFieldHash, documentByUnique, readCustomFields } from './custom-fields.ts';
import type { Address, Contact } from './documents.ts';
import { alreadyExists, doesNotExist, invalidValue, refuse } from './errors.ts';
import { hashField, numberField, textField } from './fields.ts';
import { listPage, textFilter } from './lists.ts';
import { contactNameKey } from './state.ts';

const noAddress: Address = {
  attention: '',
  address: '',
  street2: '',
  city: '',
  state: '',
  zip: '',
  country: '',
  phone: '',
};

const list = {
  resource: 'contacts',
  sortable: [
    'contact_name',
    'first_name',
    'last_name',
    'email',
    'outstanding_receivable_amount',
    'created_time',
    'last_modified_time',
  ],
  show: listRow,
};

export function contactRoutes(route: BooksRoutes): void {
  route('POST', '/contacts', (call) => create(call));

  route('PUT', '/contacts', (call) => {
    const id = documentByUnique(call, 'contact', 'Contact');
    return id === undefined ? create(call) : update(call, id);
  });

  route('GET', '/contacts', ({ world, query }) => {
    const { contacts } = world.books;
    const email = query.get('email');
    const name = query.get('contact_name');
    const rows =
      email !== null
        ? contacts.by('email', email.toLowerCase()).reverse()
        : name !== null
          ? (['customer', 'vendor'] as const).flatMap((type) => contacts.by('name', contactNameKey(type, name)))
          : [...contacts.newestFirst()];
    const texts = textFilter(query, ['contact_name', 'company_name', 'first_name', 'last_name', 'email', 'phone']);
    return listPage(
      list,
      query,
      rows.filter((row) => texts(row) && otherFilters(query, row)),
    );
  });

  route('GET', '/contacts/:id', ({ world, id }) => found('contact', shown(contactById(world, id))));
  route('PUT', '/contacts/:id', (call) => update(call, call.id));

  route('DELETE', '/contacts/:id', ({ world, id, effect }) => {
    const contact = contactById(world, id);
    if (world.books.invoices.one('customer', id) !== undefined) {
      refuse(
        400,
        3000,
        'Contacts involved in transactions cannot be deleted. However, you can mark the contact as inactive.',
      );
    }
    world.books.contacts.remove(id);
    world.books.indexUnique('contact', id, contact.custom_fields, []);
    effect('contacts.delete', id);
    return done('The contact has been deleted.');
  });

  for (const status of ['active', 'inactive'] as const) {
    route('POST', `/contacts/:id/${status}`, ({ world, id, time, effect }) => {
      world.books.contacts.replace({ ...contactById(world, id), status, last_modified_time: time });
      effect(`contacts.${status}`, id);
      return done(`The contact has been marked as ${status}.`);
    });
  }
}

export function contactById(world: World, id: string): Contact {
  return world.books.contacts.get(id) ?? doesNotExist('Contact');
}

/** The contact as a single read shows it. */
export function shown(contact: Contact): object {
  const hash = customFieldHash(contact.custom_fields);
  return { ...contact, custom_field_hash: hash };
}

function create(call: BooksCall) {
  const { world, fields, time, effect } = call;
  const { books } = world;
  const type = textField(fields, 'contact_type', 'customer');
  if (type !== 'customer' && type !== 'vendor') invalidValue('contact_type');
  const base = books.currencies.find((currency) => currency.is_base_currency)!;
  const contact: Contact = {
    contact_id: books.nextId(),
    contact_name: '',
    company_name: '',
    contact_type: type,
    status: 'active',
    currency_id: base.currency_id,
    currency_code: base.currency_code,
    payment_terms: 0,
    payment_terms_label: 'Due on Receipt',
    outstanding_receivable_amount: 0,
    unused_credits_receivable_amount: 0,
    first_name: '',
    last_name: '',
    email: '',
    phone: '',
    mobile: '',
    website: '',
    notes: '',
    billing_address: noAddress,
    shipping_address: noAddress,
    contact_persons: [],
    primary_contact_id: '',
    custom_fields: [],
    zcrm_account_id: '',
    zcrm_contact_id: '',
    created_time: time,
    last_modified_time: time,
  };
  if (fields.contact_name === undefined) invalidValue('contact_name');
  const made = books.contacts.insert(withFields(call, contact, fields));
  books.indexUnique('contact', made.contact_id, [], made.custom_fields);
  effect('contacts.create', made.contact_id);
  return found('contact', shown(made), 'The contact has been created.', 201);
}

function update(call: BooksCall, id: string) {
  const { world, fields, time, effect } = call;
  const before = contactById(world, id);
  const after = withFields(call, { ...before, last_modified_time: time }, fields);
  world.books.contacts.replace(after);
  world.books.indexUnique('contact', id, before.custom_fields, after.custom_fields);
  effect('contacts.update', id);
  return found('contact', shown(after), 'Contact information has been saved.');
}

function withFields({ world: { books } }: BooksCall, contact: Contact, fields: Fields): Contact {
  const name = textField(fields, 'contact_name', contact.contact_name, 200).trim();
  if (name === '') invalidValue('contact_name');
  const namesake = books.contacts.one('name', contactNameKey(contact.contact_type, name));
  if (namesake !== undefined && namesake.contact_id !== contact.contact_id) alreadyExists(contact.contact_type, name);
  const currencyId = textField(fields, 'currency_id', contact.currency_id);
  const currency = books.currencies.find((known) => known.currency_id === currencyId) ?? invalidValue('currency_id');
  const persons = contactPersons(books, fields, contact.contact_persons);
  return firstOrPrimary({
    ...contact,
    contact_name: name,
    company_name: textField(fields, 'company_name', contact.company_name, 200),
    currency_id: currency.currency_id,
    currency_code: currency.currency_code,
    payment_terms: numberField(fields, 'payment_terms', contact.payment_terms),
    payment_terms_label: textField(fields, 'payment_terms_label', contact.payment_terms_label),
    website: textField(fields, 'website', contact.website),
    notes: textField(fields, 'notes', contact.notes, 5_000),
    zcrm_account_id: textField(fields, 'zcrm_account_id', contact.zcrm_account_id),
    zcrm_contact_id: textField(fields, 'zcrm_contact_id', contact.zcrm_contact_id),
    billing_address: readAddress(fields, 'billing_address', contact.billing_address),
    shipping_address: readAddress(fields, 'shipping_address', contact.shipping_address),
    contact_persons: persons,
    custom_fields: readCustomFields(books, 'contact', contact.contact_id, fields, contact.custom_fields),
  });
}

function readAddress(fields: Fields, name: string, before: Address): Address {
  const sent = hashField(fields, name);
  if (sent === undefined) return before;
  const entries = Object.keys(noAddress).map((key) => [key, textField(sent, key, before[key as keyof Address])]);
  return Object.fromEntries(entries) as Address;
}

function listRow(contact: Contact): object {
  const { billing_address, shipping_address, contact_persons, custom_fields, notes, ...row } = contact;
  return { ...row, ...customFieldHash(custom_fields) };
}

function otherFilters(query: URLSearchParams, contact: Contact): boolean {
  for (const name of ['contact_type', 'zcrm_contact_id', 'zcrm_account_id'] as const) {
    const value = query.get(name);
    if (value !== null && contact[name] !== value) return false;
  }
  const filter = query.get('filter_by') ?? 'Status.All';
  if (filter === 'Status.Active' && contact.status !== 'active') return false;
  if (filter === 'Status.Inactive' && contact.status !== 'inactive') return false;
  const text = query.get('search_text')?.toLowerCase();
  if (text === undefined) return true;
  return `${contact.contact_name} ${contact.company_name} ${contact.email}`.toLowerCase().includes(text);
}
