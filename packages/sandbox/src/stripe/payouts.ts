import type { World } from '../world.ts';
import type { StripeRoutes } from './call.ts';
import { invalid, noSuch } from './errors.ts';
import { emit } from './events.ts';
import { listPage, listParams } from './lists.ts';
import { newPayout, type StripePayout } from './money-objects.ts';
import { newBalanceTransaction } from './objects.ts';
import { inRange, mergeMetadata, required } from './params.ts';
import { readCurrency } from './payment-intents.ts';

const methods = ['standard', 'instant'];

export function payoutRoutes(route: StripeRoutes): void {
  route(
    'POST',
    '/v1/payouts',
    {
      amount: 'integer',
      currency: 'string',
      description: 'string?',
      metadata: 'metadata',
      method: 'string',
      statement_descriptor: 'string?',
    },
    ({ params, world, request, effect }) => {
      const amount = required(params.amount, 'amount');
      const currency = readCurrency(required(params.currency, 'currency'));
      if (amount < 1) invalid('This value must be greater than or equal to 1.', 'amount', 'parameter_invalid_integer');
      const method = params.method ?? 'standard';
      if (!methods.includes(method)) invalid(`Invalid method: must be one of ${methods.join(', ')}`, 'method');
      const left = available(world, currency);
      if (amount > left) {
        invalid(
          'You have insufficient funds in your Stripe account. One likely reason you have insufficient funds is that your funds are automatically being paid out.',
          'amount',
          'balance_insufficient',
        );
      }
      const { description = null, statement_descriptor = null } = params;
      const metadata = mergeMetadata({}, params.metadata);
      const payout = startPayout(world, { amount, currency, automatic: false }, request, {
        description,
        metadata,
        method,
        statement_descriptor,
      });
      effect('payouts.create', payout.id);
      return payout;
    },
  );

  route(
    'GET',
    '/v1/payouts',
    { ...listParams, arrival_date: 'range', created: 'range', status: 'string' },
    ({ params, world }) => {
      const matches = (row: StripePayout) =>
        inRange(row.created, params.created) &&
        inRange(row.arrival_date, params.arrival_date) &&
        (params.status === undefined || row.status === params.status);
      return listPage('payout', '/v1/payouts', world.stripe.payouts, params, matches);
    },
  );

  route('GET', '/v1/payouts/:id', {}, ({ id, world }) => payoutById(world, id));

  route('POST', '/v1/payouts/:id', { metadata: 'metadata' }, ({ id, params, world, request, effect }) => {
    const before = payoutById(world, id);
    const payout = world.stripe.payouts.replace({
      ...before,
      metadata: mergeMetadata(before.metadata, params.metadata),
    });
    effect('payouts.update', id);
    emit(world, request, 'payout.updated', payout, { metadata: before.metadata });
    return payout;
  });

  route('POST', '/v1/payouts/:id/cancel', {}, ({ id, world, request, effect }) => {
    const before = payoutById(world, id);
    if (before.status !== 'pending') invalid('Payouts can only be canceled while they are pending.');
    const payout = world.stripe.payouts.replace({ ...before, status: 'canceled' });
    effect('payouts.cancel', id);
    emit(world, request, 'payout.canceled', payout);
    return payout;
  });
}

type Cause = { id: string | null; idempotency_key: string | null };
type Details = Partial<Pick<StripePayout, 'description' | 'metadata' | 'method' | 'statement_descriptor'>>;

/** Money on its way to the bank. */
export function startPayout(
  world: World,
  { amount, currency, automatic }: { amount: number; currency: string; automatic: boolean },
  cause: Cause,
  details: Details = {},
): StripePayout {
  const now = Math.floor(world.now() / 1_000);
  const payout = { ...newPayout(now, amount, currency, automatic), ...details };
  const money = { amount: -amount, fee: 0, currency };
  payout.balance_transaction = world.stripe.balanceTransactions.insert(
    newBalanceTransaction(now, money, payout.id, 'payout'),
  ).id;
  world.stripe.payouts.insert(payout);
  emit(world, cause, 'payout.created', payout);
  return payout;
}

/** What the bank does with it. */
export function settlePayout(world: World, id: string, outcome: 'paid' | 'failed'): StripePayout {
  const failure =
    outcome === 'paid' ? {} : { failure_code: 'account_closed', failure_message: 'The bank account has been closed.' };
  const payout = world.stripe.payouts.replace({ ...payoutById(world, id), ...failure, status: outcome });
  emit(world, { id: null, idempotency_key: null }, `payout.${outcome}`, payout);
  return payout;
}

function payoutById(world: World, id: string): StripePayout {
  return world.stripe.payouts.get(id) ?? noSuch('payout', id, 'id');
}

/** What is in the account: everything that came, less what went. */
function available(world: World, currency: string): number {
  const rows = [...world.stripe.balanceTransactions.newestFirst()].filter((row) => row.currency === currency);
  return rows.reduce((sum, { net }) => sum + net, 0);
}
