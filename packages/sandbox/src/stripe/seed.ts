import type { World } from '../world.ts';
import { newPrice } from './subscription-objects.ts';

/** What is sold by subscription, for the sample companies. */
export function seedPrices(world: World): void {
  const created = Math.floor(world.now() / 1_000);
  const prices = [
    {
      id: 'price_1RaccordMensuel',
      product: 'prod_RaccordAbo',
      nickname: 'Abonnement mensuel',
      amount: 4_900,
      currency: 'eur',
      interval: 'month',
    },
    {
      id: 'price_1RaccordAnnuel',
      product: 'prod_RaccordAbo',
      nickname: 'Abonnement annuel',
      amount: 49_000,
      currency: 'eur',
      interval: 'year',
    },
    {
      id: 'price_1RaccordMonthly',
      product: 'prod_RaccordPlan',
      nickname: 'Monthly plan',
      amount: 4_500,
      currency: 'gbp',
      interval: 'month',
    },
  ] as const;
  for (const price of prices) world.stripe.prices.insert(newPrice(created, price));
}
