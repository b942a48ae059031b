import type { ConnectorContext, HttpRequest } from '@raccord/contract';
import { slackFailure } from './failure.ts';

/** A method that reads; by query, since several ignore JSON bodies. @throws Failure as `slackFailure` */
export function slackRead<T>(
  context: Pick<ConnectorContext, 'http'>,
  method: string,
  query: HttpRequest['query'] = {},
): Promise<T> {
  return call(context, { method: 'GET', url: `/${method}`, query });
}

/** A method that writes. @throws Failure as `slackFailure` */
export function slackWrite<T>(
  context: Pick<ConnectorContext, 'http'>,
  method: string,
  json: Record<string, unknown>,
): Promise<T> {
  return call(context, {
    method: 'POST',
    url: `/${method}`,
    json,
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });
}

async function call<T>({ http }: Pick<ConnectorContext, 'http'>, request: HttpRequest): Promise<T> {
  const response = await http.request(request);
  const ok = response.status === 200 && (response.json as { ok?: unknown } | undefined)?.ok === true;
  if (!ok) throw slackFailure(response, request.method);
  return response.json as T;
}
