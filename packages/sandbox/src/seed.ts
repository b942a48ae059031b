import { seedGmail } from './gmail/seed.ts';
import { seedSheets } from './google-sheets/seed.ts';
import { slackApp } from './slack/state.ts';
import type { Vendor } from './stand-ins.ts';
import { newCustomer } from './stripe/objects.ts';
import { seedPrices } from './stripe/seed.ts';
import type { World } from './world.ts';
import type { Contact } from './zoho-books/documents.ts';
import { booksTime } from './zoho-books/times.ts';
import { seedCrm } from './zoho-crm/seed.ts';

const companies = [
  {
    name: 'Les Petits Pains SARL',
    first: 'Élodie',
    last: 'Marchand',
    email: 'elodie@petitspains.example',
    city: 'Lyon',
    zip: '69001',
    country: 'France',
  },
  {
    name: 'La Brioche Dorée',
    first: 'Hugo',
    last: 'Lefèvre',
    email: 'hugo@briochedoree.example',
    city: 'Nantes',
    zip: '44000',
    country: 'France',
  },
  {
    name: 'Acme Ltd',
    first: 'Grace',
    last: 'Turner',
    email: 'grace@acme.example',
    city: 'London',
    zip: 'EC1A 1BB',
    country: 'United Kingdom',
  },
] as const;

/** What is always there: the Slack team with its bot. An empty sandbox has no channel and nobody else. */
export function seedBare(world: World): void {
  addUser(world, slackApp.botUserId, 'raccord', 'Raccord', '', true);
}

/** Sample companies in Books, the CRM and Stripe, and a Slack team with channels of every sort a flow may meet. */
export const demoSeeds = {
  'google-sheets': seedSheets,
  gmail: seedGmail,
  'zoho-books': seedBooks,
  stripe: seedStripe,
  slack: seedSlack,
  'zoho-crm': seedCrm,
} satisfies Partial<Record<Vendor, (world: World) => void>>;

export function seedDemo(world: World): void {
  for (const seed of Object.values(demoSeeds)) seed(world);
}

function seedBooks(world: World): void {
  for (const company of companies) addContact(world, company);
  const { items, nextId, taxes } = world.books;
  const time = booksTime(world.now());
  items.insert({
    item_id: nextId(),
    name: 'Abonnement mensuel',
    sku: 'ABO-M',
    status: 'active',
    description: 'Abonnement mensuel au service',
    rate: 49,
    unit: 'mois',
    tax_id: taxes[0]!.tax_id,
    tax_name: taxes[0]!.tax_name,
    tax_percentage: taxes[0]!.tax_percentage,
    product_type: 'service',
    custom_fields: [],
    created_time: time,
    last_modified_time: time,
  });
}

function seedStripe(world: World): void {
  const now = Math.floor(world.now() / 1_000);
  seedPrices(world);
  for (const { name, email } of companies.slice(0, 2)) {
    world.stripe.customers.insert({ ...newCustomer(now), name, email, preferred_locales: ['fr-FR'] });
  }
}

function seedSlack(world: World): void {
  const now = Math.floor(world.now() / 1_000);
  addUser(world, 'U0CAMILLE01', 'camille', 'Camille Martin', 'camille@raccord.example', false);
  addUser(world, 'U0GRACE0001', 'grace', 'Grace Turner', 'grace@acme.example', false);
  const channels = [
    { id: 'C0GENERAL01', name: 'general', purpose: 'Toute l’équipe' },
    { id: 'C0VENTES001', name: 'ventes', purpose: 'Deals gagnés et paiements reçus' },
    { id: 'C0SUPPORT01', name: 'support-urgent', purpose: 'Tickets urgents' },
    { id: 'C0RANDOM001', name: 'random', purpose: 'The bot is not in here', is_member: false },
    { id: 'C0ARCHIVE01', name: 'anciens-projets', purpose: 'Archived', is_archived: true },
    { id: 'C0DIRECTION', name: 'direction', purpose: 'Private, without the bot', is_private: true, is_member: false },
  ];
  for (const channel of channels) world.slack.addChannel(now, channel);
}

function addUser(world: World, id: string, name: string, real_name: string, email: string, is_bot: boolean): void {
  const updated = Math.floor(world.now() / 1_000);
  world.slack.users.insert({ id, name, real_name, email, deleted: false, is_bot, updated });
}

function addContact(world: World, company: (typeof companies)[number]): void {
  const { books } = world;
  const time = booksTime(world.now());
  const currency = books.currencies[0]!;
  const person = {
    contact_person_id: books.nextId(),
    salutation: '',
    first_name: company.first,
    last_name: company.last,
    email: company.email,
    phone: '',
    mobile: '',
    is_primary_contact: true,
  };
  const billing = {
    attention: '',
    address: '',
    street2: '',
    city: company.city,
    state: '',
    zip: company.zip,
    country: company.country,
    phone: '',
  };
  const contact: Contact = {
    contact_id: books.nextId(),
    contact_name: company.name,
    company_name: company.name,
    contact_type: 'customer',
    status: 'active',
    currency_id: currency.currency_id,
    currency_code: currency.currency_code,
    payment_terms: 30,
    payment_terms_label: 'Net 30',
    outstanding_receivable_amount: 0,
    unused_credits_receivable_amount: 0,
    first_name: company.first,
    last_name: company.last,
    email: company.email,
    phone: '',
    mobile: '',
    website: '',
    notes: '',
    billing_address: billing,
    shipping_address: billing,
    contact_persons: [person],
    primary_contact_id: person.contact_person_id,
    custom_fields: [],
    zcrm_account_id: '',
    zcrm_contact_id: '',
    created_time: time,
    last_modified_time: time,
  };
  books.contacts.insert(contact);
}
