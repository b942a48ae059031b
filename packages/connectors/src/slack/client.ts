import { type ConnectorContext, Failure, type HttpRequest } from '@raccord/contract';
import { slackFailure } from './failure.ts';
import { rateOf } from './tiers.ts';

/** A method that reads; by query, since several ignore JSON bodies. @throws Failure as `slackFailure` */
export function slackRead<T>(
  context: Pick<ConnectorContext, 'http'>,
  method: string,
  query: HttpRequest['query'] = {},
): Promise<T> {
  return call(context, { method: 'GET', url: `/${method}`, query, ...rateOf(method) });
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
  return call(context, { method: 'POST', url: `/${method}`, form, ...rateOf(method) });
}

async function call<T>({ http }: Pick<ConnectorContext, 'http'>, request: HttpRequest): Promise<T> {
  const response = await http.request(request);
  const ok = response.status === 200 && (response.json as { ok?: unknown } | undefined)?.ok === true;
  if (!ok) throw slackFailure(response, request.method);
  return response.json as T;
}

type Paged<K extends string, T> = { [Key in K]: T[] } & { response_metadata?: { next_cursor?: string } };

/** Pages of a method by its cursor; a page may hold nothing and still not be the last. @throws Failure as `slackFailure` */
export async function* slackPages<T, K extends string>(
  context: Pick<ConnectorContext, 'http'>,
  method: string,
  asked: { key: K; query: HttpRequest['query']; mostPages: number },
): AsyncGenerator<T[]> {
  let cursor: string | undefined;
  for (let page = 0; page < asked.mostPages; page++) {
    const answer = await slackRead<Paged<K, T>>(context, method, { ...asked.query, cursor });
    yield answer[asked.key];
    cursor = answer.response_metadata?.next_cursor;
    if (cursor === undefined || cursor === '') return;
  }
}

/** Whether a failure is Slack's refusal with one of these words. */
export function refusedWith(error: unknown, ...words: readonly string[]): boolean {
  return error instanceof Failure && words.includes(String(error.params.message));
}
