import { type ConnectorContext, Failure, type HttpRequest, type HttpResponse } from '@raccord/contract';
import { stripeFailure } from './failure.ts';
import { encodeForm } from './form.ts';

/** The version whose shapes our schemas describe; without the header the account's own default would rule. */
export const STRIPE_VERSION = '2026-10-28.endive';

/** Searches count for themselves (stripe.md §7). */
export const SEARCH_RATE = 'search';

type Client = Pick<ConnectorContext, 'http' | 'settings'>;
export type StripeList<T> = { data: T[]; has_more: boolean };
export type StripeAnswer<T> = { body: T; headers: Record<string, string> };

/** A read. @throws Failure as `stripeFailure`, or transient `http.answerUnreadable` */
export async function stripeGet<T>(
  context: Client,
  path: string,
  query: HttpRequest['query'] = {},
): Promise<StripeAnswer<T>> {
  const { response, body } = await send<T>(context, { method: 'GET', url: path, query });
  return { body, headers: response.headers };
}

/** A write under an idempotency key: sent again, Stripe gives the first answer. @throws Failure as `stripeGet` */
export async function stripePost<T>(
  context: Client & { idempotencyKey: string },
  path: string,
  fields: Record<string, unknown>,
): Promise<T> {
  const headers = { 'idempotency-key': context.idempotencyKey };
  return (await send<T>(context, { method: 'POST', url: path, form: encodeForm(fields), headers })).body;
}

/** Takes something away; what is gone already gives undefined. @throws Failure as `stripeGet` */
export async function stripeDelete<T>(context: Client, path: string): Promise<T | undefined> {
  try {
    return (await send<T>(context, { method: 'DELETE', url: path })).body;
  } catch (error) {
    if (error instanceof Failure && error.kind === 'missing') return undefined;
    throw error;
  }
}

/** What Stripe's search finds, newest first; its index may be a minute behind, and much more on a bad day. @throws Failure as `stripeGet` */
export async function stripeSearch<T>(context: Client, path: string, wanted: Record<string, unknown>): Promise<T[]> {
  const query = { query: Object.entries(wanted).flatMap(clausesOf).join(' AND '), limit: 100 };
  const { body } = await send<StripeList<T>>(context, {
    method: 'GET',
    url: `${path}/search`,
    query,
    rate: SEARCH_RATE,
  });
  return body.data;
}

function clausesOf([name, value]: [string, unknown]): string[] {
  if (typeof value !== 'object' || value === null) return [`${name}:'${quoted(String(value))}'`];
  return Object.entries(value).map(([key, text]) => `${name}['${quoted(key)}']:'${quoted(String(text))}'`);
}

function quoted(text: string): string {
  return text.replace(/[\\']/g, '\\$&');
}

async function send<T>({ http, settings }: Client, request: HttpRequest): Promise<{ response: HttpResponse; body: T }> {
  const { account } = settings;
  const onBehalf = typeof account === 'string' && account !== '' ? { 'stripe-account': account } : {};
  const headers = { 'stripe-version': STRIPE_VERSION, ...onBehalf, ...request.headers };
  const response = await http.request({ ...request, headers });
  if (response.status !== 200) throw stripeFailure(response, request.method);
  if (typeof response.json === 'object' && response.json !== null) return { response, body: response.json as T };
  const params = { host: 'Stripe', reason: response.headers['content-type'] ?? '' };
  throw new Failure('transient', 'http.answerUnreadable', params, { uncertain: request.method !== 'GET' });
}
