import type { Choice, ChoicesLoader, ConnectorContext, ObjectRecord } from '@raccord/contract';
import { books, booksPage, organizationsOf } from './client.ts';

/** The organisations the account may see; asked for while none is chosen yet. */
export const organizations: ChoicesLoader = async (context, { search }) => ({
  choices: searched(named(await organizationsOf(context), 'organization_id', 'name'), search),
});

export const taxes: ChoicesLoader = async (context, { search }) => ({
  choices: searched(named(await settings(context, 'taxes'), 'tax_id', 'tax_name'), search),
});

export const currencies: ChoicesLoader = async (context, { search }) => ({
  choices: searched(named(await settings(context, 'currencies'), 'currency_id', 'currency_code'), search),
});

export const items: ChoicesLoader = async (context, { search = '', cursor }) => {
  const page = typeof cursor === 'number' ? cursor : 1;
  const wanted = search.trim() === '' ? {} : { name_contains: search.trim() };
  const { rows, more } = await booksPage(context, 'items', '/items', {
    ...wanted,
    page,
    sort_column: 'name',
    sort_order: 'A',
  });
  return { choices: named(rows, 'item_id', 'name'), ...(more ? { cursor: page + 1 } : {}) };
};

async function settings(context: ConnectorContext, list: 'taxes' | 'currencies'): Promise<ObjectRecord[]> {
  return ((await books(context, `/settings/${list}`, { method: 'GET' }))[list] ?? []) as ObjectRecord[];
}

function named(rows: readonly ObjectRecord[], id: string, name: string): Choice[] {
  return rows.map((row) => ({ value: String(row[id]), label: String(row[name] ?? row[id]) }));
}

function searched(choices: Choice[], search = ''): Choice[] {
  const wanted = search.trim().toLowerCase();
  return choices.filter(({ label }) => label.toLowerCase().includes(wanted));
}
