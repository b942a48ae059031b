/** `money`: a whole number of the currency's smallest unit. `list`: one item a line. */
export type EventField = {
  name: string;
  kind: 'text' | 'long' | 'money' | 'list';
  required?: true;
  /** What stands in it at first, so that one click is enough. */
  start?: string;
  /** A value of the record itself, not of the call. */
  ofRecord?: true;
};

const email = { name: 'email', kind: 'text', required: true, start: 'elodie@petitspains.example' } as const;
const mail = [
  { name: 'from', kind: 'text', required: true, start: 'Élodie Marchand <elodie@petitspains.example>' },
  { name: 'subject', kind: 'text', required: true, start: 'Demande de devis' },
  { name: 'text', kind: 'long', required: true, start: 'Bonjour, pouvez-vous nous envoyer un devis ?' },
] as const satisfies EventField[];
const id = { name: 'id', kind: 'text' } as const;

/** What can be made to happen, by stand-in. `of`: what the server calls it; `always`: what is always the same of it. */
export const eventForms = [
  {
    id: 'payment',
    of: 'stripe/payment',
    system: 'stripe',
    fields: [
      { name: 'amount', kind: 'money', required: true, start: '4900' },
      { name: 'currency', kind: 'text', required: true, start: 'eur' },
      email,
      { name: 'name', kind: 'text', start: 'Les Petits Pains SARL' },
      { name: 'description', kind: 'text', start: 'Abonnement mensuel' },
    ],
  },
  { id: 'dispute', of: 'stripe/dispute', system: 'stripe', fields: [{ name: 'charge', kind: 'text', required: true }] },
  {
    id: 'payout',
    of: 'stripe/payout',
    system: 'stripe',
    fields: [
      { name: 'amount', kind: 'money', required: true, start: '100000' },
      { name: 'currency', kind: 'text', required: true, start: 'eur' },
    ],
  },
  { id: 'mail', of: 'gmail/message', system: 'gmail', fields: mail },
  { id: 'mail', of: 'mail/message', system: 'mail', fields: mail },
  {
    id: 'message',
    of: 'slack/message',
    system: 'slack',
    fields: [
      { name: 'channel', kind: 'text', required: true, start: 'ventes' },
      { name: 'text', kind: 'long', required: true, start: 'Bonjour' },
    ],
  },
  {
    id: 'row',
    of: 'google-sheets/row',
    system: 'google-sheets',
    fields: [{ name: 'values', kind: 'list', required: true, start: 'L-3\nGrace Turner\ngrace@acme.example\n450' }],
  },
  {
    id: 'contact',
    of: 'zoho-crm/record',
    system: 'zoho-crm',
    always: { module: 'Contacts' },
    fields: [
      { name: 'Last_Name', kind: 'text', required: true, start: 'Marchand', ofRecord: true },
      { name: 'First_Name', kind: 'text', start: 'Élodie', ofRecord: true },
      { name: 'Email', kind: 'text', start: 'elodie.marchand@petitspains.example', ofRecord: true },
      { name: 'Phone', kind: 'text', ofRecord: true },
      id,
    ],
  },
  {
    id: 'deal',
    of: 'zoho-crm/record',
    system: 'zoho-crm',
    always: { module: 'Deals' },
    fields: [
      { name: 'Deal_Name', kind: 'text', required: true, start: 'Fournil de Lyon', ofRecord: true },
      { name: 'Stage', kind: 'text', required: true, start: 'Closed Won', ofRecord: true },
      { name: 'Amount', kind: 'money', start: '12000', ofRecord: true },
      id,
    ],
  },
  { id: 'expire', of: 'zoho-accounts/expire', system: 'zoho-accounts', fields: [] },
  { id: 'expire', of: 'google-accounts/expire', system: 'google-accounts', fields: [] },
] as const satisfies {
  id: string;
  of: string;
  system: string;
  always?: Record<string, string>;
  fields: EventField[];
}[];
export type EventForm = (typeof eventForms)[number];

type Plain = string | number;

/** What is sent of what was filled in; empty fields are left out. */
export function eventBody(form: EventForm, filled: Readonly<Record<string, string>>) {
  const top: Record<string, Plain | string[] | Record<string, Plain>> = { ...('always' in form ? form.always : {}) };
  const ofRecord: Record<string, Plain> = {};
  for (const field of form.fields as readonly EventField[]) {
    const text = filled[field.name] ?? '';
    if (text.trim() === '') continue;
    if (field.kind === 'list') top[field.name] = text.split('\n');
    else {
      const into = field.ofRecord ? ofRecord : top;
      into[field.name] = field.kind === 'money' ? Number(text) : text;
    }
  }
  return Object.keys(ofRecord).length === 0 ? top : { ...top, fields: ofRecord };
}
