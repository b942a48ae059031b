import type { ChoicesLoader, ObjectRecord } from '@raccord/contract';
import { crm, infoOf } from './client.ts';
import { type FieldFacts, readFields } from './objects/record-fields.ts';

/** By which the CRM recognises a twin by itself (zoho-crm.md §3). */
const systemFields: Record<string, string> = {
  Leads: 'Email',
  Contacts: 'Email',
  Accounts: 'Account_Name',
  Deals: 'Deal_Name',
  Products: 'Product_Name',
  Vendors: 'Vendor_Name',
  Campaigns: 'Campaign_Name',
  Cases: 'Subject',
  Quotes: 'Subject',
  Sales_Orders: 'Subject',
  Purchase_Orders: 'Subject',
  Invoices: 'Subject',
};

export const modules: ChoicesLoader = async (context, { search }) => {
  const answer = await crm(context, '/settings/modules', { method: 'GET' });
  const all = (Array.isArray(answer.modules) ? answer.modules : []) as ObjectRecord[];
  const choices = all
    .filter(({ api_supported, api_name }) => api_supported === true && typeof api_name === 'string')
    .map(({ api_name, plural_label }) => ({ value: String(api_name), label: String(plural_label ?? api_name) }));
  return { choices: searched(choices, search) };
};

export const fields: ChoicesLoader = async (context, { search, with: { module } }) => {
  if (typeof module !== 'string' || module === '') return { choices: [] };
  return { choices: searched((await readFields(context, module)).map(choiceOf), search) };
};

export const duplicateCheckFields: ChoicesLoader = async (context, { with: { module } }) => {
  if (typeof module !== 'string' || module === '') return { choices: [] };
  const facts = await readFields(context, module);
  const isUnique = ({ api_name, unique }: FieldFacts) =>
    api_name === systemFields[module] || (typeof unique === 'object' && unique !== null && 'casesensitive' in unique);
  return { choices: facts.filter(isUnique).map(choiceOf) };
};

export const users: ChoicesLoader = async (context, { search, cursor }) => {
  const page = typeof cursor === 'number' ? cursor : 1;
  const answer = await crm(context, '/users', { method: 'GET', query: { type: 'ActiveUsers', page, per_page: 200 } });
  const all = (Array.isArray(answer.users) ? answer.users : []) as ObjectRecord[];
  const choices = all.map(({ id, full_name, email }) => ({
    value: String(id),
    label: String(full_name ?? email ?? id),
  }));
  const more = infoOf(answer).more_records === true;
  return { choices: searched(choices, search), ...(more ? { cursor: page + 1 } : {}) };
};

function choiceOf({ api_name, display_label, field_label }: FieldFacts) {
  return { value: api_name, label: display_label ?? field_label ?? api_name };
}

function searched<T extends { label: string }>(choices: T[], search = ''): T[] {
  const wanted = search.trim().toLowerCase();
  return choices.filter(({ label }) => label.toLowerCase().includes(wanted));
}
