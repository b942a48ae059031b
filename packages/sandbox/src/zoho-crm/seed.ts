import type { World } from '../world.ts';
import { type CrmRecord, userRef } from './state.ts';
import { crmTime } from './times.ts';

const dayMs = 86_400_000;

/** Two French and one English company with people, deals and leads, entered over the last weeks. */
export function seedCrm(world: World): void {
  const { crm } = world;
  let age = 40;
  const add = (module: string, fields: Record<string, unknown>): CrmRecord => {
    age -= 1;
    const time = crmTime(world.now() - age * dayMs);
    const target = crm.modules.get(module)!;
    const me = userRef(crm.users[age % 2]!);
    const blank = Object.fromEntries(
      target.fields.map(({ api_name, type }) => [api_name, type === 'boolean' ? false : null]),
    );
    const given = {
      Owner: me,
      Created_By: me,
      Modified_By: me,
      Created_Time: time,
      Modified_Time: time,
      Tag: [],
      ...fields,
    };
    const name = [fields.First_Name, fields.Last_Name].filter((part) => part !== undefined).join(' ');
    return target.records.insert({
      ...blank,
      ...given,
      ...(name === '' ? {} : { Full_Name: name }),
      id: crm.nextId(),
    } as CrmRecord);
  };
  const company = (Account_Name: string, Billing_City: string, Industry: string) =>
    add('Accounts', { Account_Name, Billing_City, Industry });
  const link = (row: CrmRecord, name: string) => ({ id: row.id, name: String(row[name]) });

  const companies = [
    {
      account: company('Les Petits Pains SARL', 'Lyon', 'Boulangerie'),
      first: 'Élodie',
      last: 'Marchand',
      email: 'elodie@petitspains.example',
      amount: 12_000,
      stage: 'Negotiation/Review',
    },
    {
      account: company('La Brioche Dorée', 'Nantes', 'Boulangerie'),
      first: 'Hugo',
      last: 'Lefèvre',
      email: 'hugo@briochedoree.example',
      amount: 8_400,
      stage: 'Proposal/Price Quote',
    },
    {
      account: company('Acme Ltd', 'London', 'Software'),
      first: 'Grace',
      last: 'Turner',
      email: 'grace@acme.example',
      amount: 25_000,
      stage: 'Closed Won',
    },
  ];
  for (const { account, first, last, email, amount, stage } of companies) {
    const Account_Name = link(account, 'Account_Name');
    const contact = add('Contacts', { First_Name: first, Last_Name: last, Email: email, Account_Name });
    const Contact_Name = { id: contact.id, name: `${first} ${last}` };
    const Closing_Date = crmTime(world.now() + 30 * dayMs).slice(0, 10);
    add('Deals', {
      Deal_Name: `${Account_Name.name} – abonnement`,
      Stage: stage,
      Amount: amount,
      Closing_Date,
      Account_Name,
      Contact_Name,
    });
  }
  add('Leads', {
    First_Name: 'Chloé',
    Last_Name: 'Bernard',
    Company: 'Le Fournil de Chloé',
    Email: 'chloe@fournil.example',
    Lead_Source: 'Salon',
    City: 'Lille',
  });
  add('Leads', {
    First_Name: 'Oliver',
    Last_Name: 'Wright',
    Company: 'Wright & Sons',
    Email: 'oliver@wright.example',
    Lead_Source: 'Web',
    City: 'Leeds',
  });
  add('Contrats', {
    Name: 'Contrat 2026-001',
    Client: link(companies[0]!.account, 'Account_Name'),
    Montant_annuel: 4_800,
  });
}
