import type { ChoicesLoader } from '@raccord/contract';
import { type StripeList, stripeGet } from './client.ts';

type Price = {
  id: string;
  nickname: string | null;
  unit_amount: number | null;
  currency: string;
  recurring: { interval: string } | null;
  product: { name?: string } | string;
};

/** Prices that can be subscribed to, by the name of what is sold. */
export const prices: ChoicesLoader = async (context, { cursor, search }) => {
  const { body } = await stripeGet<StripeList<Price>>(context, '/v1/prices', {
    active: true,
    type: 'recurring',
    limit: 100,
    'expand[]': 'data.product',
    starting_after: typeof cursor === 'string' ? cursor : undefined,
  });
  const choices = body.data.map((price) => ({ value: price.id, label: labelOf(price) }));
  const last = body.data.at(-1);
  return {
    choices: choices.filter(({ label }) => label.toLowerCase().includes((search ?? '').toLowerCase())),
    ...(body.has_more && last !== undefined ? { cursor: last.id } : {}),
  };
};

/** `unit_amount` in the smallest unit, as everywhere at Stripe: shown as it is, with its currency. */
function labelOf({ id, nickname, product, unit_amount, currency, recurring }: Price): string {
  const name = nickname ?? (typeof product === 'object' ? product.name : undefined) ?? id;
  const amount = unit_amount === null ? '' : ` · ${money(unit_amount, currency)}`;
  return `${name}${amount}${recurring === null ? '' : ` / ${recurring.interval}`}`;
}

/** In the currency's own number of decimals: 4900 is EUR 49.00 and JPY 4,900. */
function money(amount: number, currency: string): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'code' });
  const text = format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
  return text.replaceAll('\u00a0', ' ');
}
