import {
  type ConnectorContext,
  Failure,
  type HttpRequest,
  type HttpResponse,
  type ObjectRecord,
} from '@raccord/contract';
import { crmFailure } from './failure.ts';

type Client = Pick<ConnectorContext, 'http' | 'endpoints'>;
export type CrmCall = Pick<HttpRequest, 'method' | 'query' | 'json' | 'parts' | 'headers' | 'rate' | 'maxBytes'> & {
  /** A POST that changes nothing. */
  reads?: true;
  /** For the sentence of a failure. */
  module?: string;
};

/** Ids have 19 digits, more than a JSON number holds: always text. */
export type Item = ObjectRecord & { status?: unknown };

/**
 * One call of the CRM's API; "nothing there" (204) and "nothing newer" (304) are an empty object.
 * @param path below `/crm/v8`, e.g. `/Leads`
 * @throws Failure as `crmFailure`, or transient `http.answerUnreadable`
 */
export async function crm(context: Client, path: string, call: CrmCall): Promise<ObjectRecord> {
  const response = await send(context, path, call);
  if (response.status === 204 || response.status === 304) return {};
  const answer = response.json as (ObjectRecord & { status?: unknown }) | undefined;
  const method = methodOf(call);
  if (response.status >= 300 || answer?.status === 'error') throw crmFailure(response, method, call.module);
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer))
    throw unreadable(context, response, method);
  return answer;
}

/**
 * A write of several records: one answer each, in their order, whatever the status of the whole is.
 * @param count how many were sent
 * @throws Failure when the call as a whole was refused, or the answer does not tell of each
 */
export async function crmItems(context: Client, path: string, call: CrmCall, count: number): Promise<Item[]> {
  const response = await send(context, path, call);
  const { data } = (response.json ?? {}) as { data?: unknown };
  // A fault of theirs is no verdict on the records, even where it is written into their list.
  const verdict = Array.isArray(data) && response.status < 500 && response.status !== 429 && response.status !== 401;
  if (verdict && data.length === count) return data as Item[];
  if (response.status >= 300 || isError(response)) throw crmFailure(response, call.method, call.module);
  throw unreadable(context, response, call.method);
}

/** The bytes of a file. */
export async function crmFile(context: Client, path: string, maxBytes: number): Promise<HttpResponse | undefined> {
  const response = await send(context, path, { method: 'GET', maxBytes });
  if (response.status === 204) return undefined;
  if (response.status >= 300 || isError(response)) throw crmFailure(response, 'GET');
  return response;
}

/** The records of an answer; none for an empty one. */
export function rowsOf({ data }: ObjectRecord): ObjectRecord[] {
  return Array.isArray(data) ? (data as ObjectRecord[]) : [];
}

export type PageInfo = { more_records?: boolean; next_page_token?: string };
export function infoOf({ info }: ObjectRecord): PageInfo {
  return (info ?? {}) as PageInfo;
}

/** What Zoho takes as a time: seconds, with an offset. @param ms milliseconds since 1970 */
export function crmTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}+00:00`;
}

function send({ http }: Client, path: string, { reads: _reads, module: _module, ...request }: CrmCall) {
  return http.request({ ...request, url: `/crm/v8${path}` });
}

function methodOf({ method, reads }: CrmCall): HttpRequest['method'] {
  return reads === true ? 'GET' : method;
}

function isError({ json }: HttpResponse): boolean {
  return (json as { status?: unknown } | undefined)?.status === 'error';
}

/** A success we cannot read: cut short, or a page of something in between. A write may have been carried out. */
function unreadable({ endpoints }: Client, { text }: HttpResponse, method: HttpRequest['method']): Failure {
  const params = { host: new URL(endpoints.api).host, reason: text === '' ? 'empty' : 'not what was asked for' };
  return new Failure('transient', 'http.answerUnreadable', params, { uncertain: method !== 'GET' });
}
