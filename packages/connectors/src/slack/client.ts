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

/** A method that writes; as a form with JSON in its fields, which every method takes and Slack's own SDK sends. @throws Failure as `slackFailure` */
export function slackWrite<T>(
  context: Pick<ConnectorContext, 'http'>,
  method: string,
  fields: Record<string, unknown>,
): Promise<T> {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  const form = Object.fromEntries(
    given.map(([name, value]) => [name, typeof value === 'object' ? JSON.stringify(value) : String(value)]),
  );
  return call(context, { method: 'POST', url: `/${method}`, form });
}

async function call<T>({ http }: Pick<ConnectorContext, 'http'>, request: HttpRequest): Promise<T> {
  const response = await http.request(request);
  const ok = response.status === 200 && (response.json as { ok?: unknown } | undefined)?.ok === true;
  if (!ok) throw slackFailure(response, request.method);
  return response.json as T;
}
