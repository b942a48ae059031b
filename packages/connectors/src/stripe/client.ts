import type { ConnectorContext, HttpRequest } from '@raccord/contract';
import { stripeFailure } from './failure.ts';
import { encodeForm } from './form.ts';

/** The version whose shapes our schemas describe; without the header the account's own default would rule. */
export const STRIPE_VERSION = '2026-10-28.endive';

export type StripeList<T> = { data: T[]; has_more: boolean };
export type StripeAnswer<T> = { body: T; headers: Record<string, string> };

/** A read. @throws Failure as `stripeFailure` */
export async function stripeGet<T>(
  context: Pick<ConnectorContext, 'http' | 'settings'>,
  path: string,
  query: HttpRequest['query'] = {},
): Promise<StripeAnswer<T>> {
  const response = await context.http.request({ method: 'GET', url: path, query, headers: headersFor(context) });
  if (response.status !== 200) throw stripeFailure(response, 'GET');
  return { body: response.json as T, headers: response.headers };
}

/** A write under an idempotency key: sent again, Stripe gives the first answer. @throws Failure as `stripeFailure` */
export async function stripePost<T>(
  context: Pick<ConnectorContext, 'http' | 'settings'> & { idempotencyKey: string },
  path: string,
  fields: Record<string, unknown>,
): Promise<T> {
  const response = await context.http.request({
    method: 'POST',
    url: path,
    form: encodeForm(fields),
    headers: { ...headersFor(context), 'idempotency-key': context.idempotencyKey },
  });
  if (response.status !== 200) throw stripeFailure(response, 'POST');
  return response.json as T;
}

function headersFor({ settings }: Pick<ConnectorContext, 'settings'>): Record<string, string> {
  const { account } = settings;
  const onBehalf: Record<string, string> =
    typeof account === 'string' && account !== '' ? { 'stripe-account': account } : {};
  return { 'stripe-version': STRIPE_VERSION, ...onBehalf };
}
