import type { Endpoints } from '@raccord/contract';
import Type from 'typebox';

/** Zoho's data centres: an account lives in one, and is unknown in the others. */
const domains = {
  us: { accounts: 'accounts.zoho.com', api: 'www.zohoapis.com' },
  eu: { accounts: 'accounts.zoho.eu', api: 'www.zohoapis.eu' },
  in: { accounts: 'accounts.zoho.in', api: 'www.zohoapis.in' },
  au: { accounts: 'accounts.zoho.com.au', api: 'www.zohoapis.com.au' },
  jp: { accounts: 'accounts.zoho.jp', api: 'www.zohoapis.jp' },
  cn: { accounts: 'accounts.zoho.com.cn', api: 'www.zohoapis.com.cn' },
  ca: { accounts: 'accounts.zohocloud.ca', api: 'www.zohoapis.ca' },
  sa: { accounts: 'accounts.zoho.sa', api: 'www.zohoapis.sa' },
} as const;
type DataCentre = keyof typeof domains;
const names = Object.keys(domains) as DataCentre[];

export const DataCentreSetting = Type.Optional(
  Type.Enum(names, {
    default: 'us',
    title: 'Data centre',
    description:
      'Where the Zoho account lives: the ending of the address you sign in at (zoho.com is us, zoho.eu is eu, …).',
    fr: {
      title: 'Centre de données',
      description:
        'Où se trouve le compte Zoho : la fin de l’adresse où vous vous connectez (zoho.com : us, zoho.eu : eu, …).',
    },
  }),
);

/** The addresses of the data centre in a connection's settings; the American one by default, as at Zoho. */
export function zohoEndpoints({ dataCentre }: Record<string, unknown>): Endpoints {
  const known = names.find((name) => name === dataCentre) ?? 'us';
  const { accounts, api } = domains[known];
  return {
    api: `https://${api}`,
    authorize: `https://${accounts}/oauth/v2/auth`,
    token: `https://${accounts}/oauth/v2/token`,
    revoke: `https://${accounts}/oauth/v2/token/revoke`,
  };
}

/** The data centre that the account lives in, as Zoho says on the way back from its consent page; a name we know, never an address. */
export function dataCentreFrom({ location }: Readonly<Record<string, string>>): { dataCentre?: DataCentre } {
  const known = names.find((name) => name === location);
  return known === undefined ? {} : { dataCentre: known };
}
