import { type ConnectorContext, defineAction, type ObjectRecord } from '@raccord/contract';
import Type from 'typebox';
import { told } from '../../shared/forms/told.ts';
import { crm, crmItems, rowsOf } from '../client.ts';
import { itemFailure } from '../failure.ts';
import { recordId } from '../schemas.ts';

const ref = Type.Optional(Type.Union([Type.Object({ id: Type.String() }), Type.Null()]));
const flag = (...words: Parameters<typeof told>) => Type.Optional(Type.Boolean({ default: false, ...told(...words) }));

export const convertLead = defineAction({
  id: 'convert-lead',
  version: 1,
  title: { en: 'Convert a lead', fr: 'Convertir un prospect' },
  description: {
    en: 'Makes a contact and an account of a lead, and a deal if you fill one in. A lead that was converted before gives what it became.',
    fr: 'Fait d’un prospect un contact et un compte, et une affaire si vous en remplissez une. Un prospect déjà converti donne ce qu’il est devenu.',
  },
  input: Type.Object(
    {
      id: recordId('Lead', 'Id of the lead.', 'Prospect', 'Identifiant du prospect.'),
      account_id: Type.Optional(
        recordId('Account', 'An existing one to link to.', 'Compte', 'Un compte existant auquel le rattacher.'),
      ),
      contact_id: Type.Optional(
        recordId('Contact', 'An existing one to link to.', 'Contact', 'Un contact existant auquel le rattacher.'),
      ),
      deal: Type.Optional(
        Type.Object(
          {
            Deal_Name: Type.String({ minLength: 1, maxLength: 120 }),
            Stage: Type.String({ minLength: 1 }),
            Closing_Date: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })),
            Amount: Type.Optional(Type.Number()),
          },
          {
            additionalProperties: true,
            ...told('Deal', 'Its fields, by API name.', 'Affaire', 'Ses champs, par nom d’API.'),
          },
        ),
      ),
      assign_to: Type.Optional(
        Type.String({
          pattern: '^[0-9]{1,30}$',
          choices: 'users',
          ...told('Assign to', 'Id of a user.', 'Attribuer à', 'Identifiant d’un utilisateur.'),
        }),
      ),
      notify_lead_owner: flag(
        'Notify the lead’s owner',
        'By mail.',
        'Prévenir le propriétaire du prospect',
        'Par e-mail.',
      ),
      notify_new_entity_owner: flag(
        'Notify the new owner',
        'By mail.',
        'Prévenir le nouveau propriétaire',
        'Par e-mail.',
      ),
      overwrite: flag(
        'Overwrite the account’s name',
        'With the lead’s company.',
        'Remplacer le nom du compte',
        'Par la société du prospect.',
      ),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({ Contacts: ref, Accounts: ref, Deals: ref }),
  effect: 'readback',
  writes: { object: 'record' },
  scopes: ['ZohoCRM.modules.CREATE', 'ZohoCRM.modules.READ'],
  async run(context, { id, account_id, contact_id, deal, assign_to, ...flags }) {
    const data = {
      notify_lead_owner: false,
      notify_new_entity_owner: false,
      overwrite: false,
      ...flags,
      ...(account_id === undefined ? {} : { Accounts: { id: account_id } }),
      ...(contact_id === undefined ? {} : { Contacts: { id: contact_id } }),
      ...(assign_to === undefined ? {} : { assign_to: { id: assign_to } }),
      ...(deal === undefined ? {} : { Deals: deal }),
    };
    const path = `/Leads/${id}/actions/convert`;
    const [item] = await crmItems(
      context,
      path,
      { method: 'POST', rate: 'heavy', module: 'Leads', json: { data: [data] } },
      1,
    );
    if (item?.status !== 'error') return referencesIn((item?.details ?? {}) as ObjectRecord);
    const earlier = item.code === 'ID_ALREADY_CONVERTED' ? await becameOf(context, id) : undefined;
    if (earlier === undefined) throw itemFailure(item, 'Leads');
    return earlier;
  },
  readback: (context, { id }) => becameOf(context, id),
});

type References = { Contacts: { id: string } | null; Accounts: { id: string } | null; Deals: { id: string } | null };

/** What a converted lead has become; undefined while it is none. */
async function becameOf(context: ConnectorContext, id: string): Promise<References | undefined> {
  const query = { ids: id, converted: 'true', fields: 'id,$converted_detail' };
  const [row] = rowsOf(await crm(context, '/Leads', { method: 'GET', query }));
  const detail = row?.$converted_detail as ObjectRecord | undefined;
  if (detail === undefined || detail === null) return undefined;
  return referencesIn({ Contacts: detail.contact, Accounts: detail.account, Deals: detail.deal });
}

/** By id alone, or by id and name: Zoho has written both. */
function referencesIn(details: ObjectRecord): References {
  const reference = (value: unknown) => {
    if (typeof value === 'string') return { id: value };
    const { id } = (value ?? {}) as { id?: unknown };
    return typeof id === 'string' ? { ...(value as object), id } : null;
  };
  return {
    Contacts: reference(details.Contacts),
    Accounts: reference(details.Accounts),
    Deals: reference(details.Deals),
  };
}
