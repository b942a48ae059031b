import { type CrmCall, type CrmRoutes, dataOf, type Fields } from './call.ts';
import { notify } from './channels.ts';
import { errorItem, refuse } from './errors.ts';
import { type CrmRecord, type NamedRef, userRef } from './state.ts';
import { displayName } from './values.ts';
import { insert, type WriteResult } from './write.ts';

/** A lead becomes a contact, its company an account and, when `Deals` says so, there is a deal. */
export function convertRoutes(route: CrmRoutes): void {
  route('POST', '/Leads/:id/actions/convert', { scope: 'ZohoCRM.modules.CREATE', credits: () => 5 }, (call) => {
    const lead = call.crm.modules.get('Leads')!.records.get(call.params.id ?? '');
    if (lead === undefined)
      return {
        status: 400,
        body: { data: [errorItem('INVALID_DATA', 'the id given seems to be invalid', { id: call.params.id })] },
      };
    if (lead.$converted === true) {
      return {
        status: 400,
        body: { data: [errorItem('ID_ALREADY_CONVERTED', 'id already converted', { id: lead.id })] },
      };
    }
    const result = convert(call, lead, dataOf(call, 1)[0]!);
    return { status: result.status === 'success' ? 200 : 400, body: { data: [result] } };
  });
}

function convert(call: CrmCall, lead: CrmRecord, asked: Fields): WriteResult {
  const { crm, time, world } = call;
  const account =
    existing(call, 'Accounts', asked.Accounts) ??
    made(call, 'Accounts', { Account_Name: lead.Company, Phone: lead.Phone });
  if ('code' in account) return account;
  const { First_Name, Last_Name, Email, Phone, Mobile } = lead;
  const person = { First_Name, Last_Name, Email, Phone, Mobile, Account_Name: { id: account.id } };
  const contact = existing(call, 'Contacts', asked.Contacts) ?? made(call, 'Contacts', person);
  if ('code' in contact) return contact;
  const wanted = asked.Deals as Fields | undefined;
  const links = { Account_Name: { id: account.id }, Contact_Name: { id: contact.id } };
  const deal = wanted === undefined ? null : made(call, 'Deals', { ...wanted, ...links });
  if (deal !== null && 'code' in deal) return deal;
  const $converted_detail = {
    convert_date: time.slice(0, 10),
    account: account.id,
    contact: contact.id,
    deal: deal?.id ?? null,
  };
  crm.modules.get('Leads')!.records.replace({
    ...lead,
    $converted: true,
    $converted_detail,
    Modified_Time: time,
    Modified_By: userRef(crm.me),
  });
  call.effect('Leads.convert', lead.id);
  notify(world, 'Leads', 'update', [lead.id]);
  const details = { Contacts: contact, Deals: deal, Accounts: account };
  return { code: 'SUCCESS', details, message: 'The record has been converted successfully', status: 'success' };
}

function existing({ crm }: CrmCall, name: string, given: unknown): NamedRef | undefined {
  if (given === undefined || given === null) return undefined;
  const id = typeof given === 'string' ? given : String((given as { id?: unknown }).id ?? '');
  const module = crm.modules.get(name)!;
  const row = module.records.get(id);
  if (row === undefined)
    return refuse(400, 'INVALID_DATA', 'the id given seems to be invalid', {
      api_name: name,
      json_path: `$.data[0].${name}`,
    });
  return { name: displayName(module, row), id };
}

function made(call: CrmCall, name: string, fields: Fields): NamedRef | WriteResult {
  const module = call.crm.modules.get(name)!;
  const known =
    name === 'Accounts'
      ? module.records.one(
          'twin',
          String(fields.Account_Name ?? '')
            .trim()
            .toLowerCase(),
        )
      : undefined;
  if (known !== undefined) return { name: displayName(module, known), id: known.id };
  const result = insert(call, module, fields, 0);
  if (result.status === 'error') return result;
  const { id } = result.details as NamedRef;
  notify(call.world, name, 'insert', [id]);
  return { name: displayName(module, module.records.get(id)!), id };
}
