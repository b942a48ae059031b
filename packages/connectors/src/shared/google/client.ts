import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type ConnectorContext, Failure, type HttpRequest, type HttpResponse, type StatusRow } from '@raccord/contract';
import { type GoogleError, googleFailure } from './failure.ts';

export type GoogleContext = Pick<ConnectorContext, 'http' | 'endpoints'>;

export type GoogleCall = Pick<HttpRequest, 'rate' | 'maxBytes' | 'timeoutMs'> & {
  /** Who answers, for the sentence: `Google Sheets`. */
  from: string;
  /** Where the API stands. Given with each call, because the library's uploads look at nothing else. */
  rootUrl: string;
  /** Scopes the call needs, for when Google refuses without naming them. */
  scopes: readonly string[];
  /** An answer without a body is a success. */
  mayBeEmpty?: boolean;
  /** What this API says that the common table does not know. */
  known?: (error: GoogleError) => StatusRow | undefined;
};

/** What a method of Google's client is given as its second argument. */
export type GoogleOptions = {
  rootUrl: string;
  retry: false;
  universeDomain: string;
  validateStatus: () => boolean;
  fetchImplementation: typeof fetch;
};

/**
 * One call through Google's own client, with our guarded client underneath: the library builds address and body, and nothing else.
 * Its retries are off, its errors are not used, and the answer is read here.
 * @throws Failure as `googleFailure`, or transient `http.answerUnreadable`
 */
export async function callGoogle<T>(
  context: GoogleContext,
  call: GoogleCall,
  method: (options: GoogleOptions) => Promise<unknown>,
): Promise<T> {
  let sent: HttpRequest | undefined;
  let answer: HttpResponse | undefined;
  let failed: unknown;
  const fetchImplementation: typeof fetch = async (input, init) => {
    try {
      sent = await requestOf(String(input), init, call);
      answer = await context.http.request(sent);
    } catch (thrown) {
      // The library wraps whatever it is thrown; ours is kept as it is.
      failed = thrown;
      throw thrown;
    }
    return new Response(null, { status: 204 });
  };
  try {
    await method({
      rootUrl: call.rootUrl,
      retry: false,
      // Otherwise a variable of the environment could send the call, and the token with it, to another domain.
      universeDomain: 'googleapis.com',
      validateStatus: () => true,
      fetchImplementation,
    });
  } catch (error) {
    throw failed ?? error;
  }
  return read<T>(sent!, answer!, call);
}

async function requestOf(url: string, init: RequestInit | undefined, call: GoogleCall): Promise<HttpRequest> {
  const headers = Object.fromEntries(new Headers(init?.headers));
  const { rate, maxBytes, timeoutMs } = call;
  return {
    method: (init?.method ?? 'GET') as HttpRequest['method'],
    url,
    headers,
    ...(await bodyOf(init?.body)),
    ...(rate === undefined ? {} : { rate }),
    ...(maxBytes === undefined ? {} : { maxBytes }),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  };
}

/** JSON comes as a string, an upload as a Node stream, although the type says it is one of the web's. */
async function bodyOf(body: RequestInit['body']): Promise<Pick<HttpRequest, 'text' | 'bytes'>> {
  if (body === undefined || body === null) return {};
  if (typeof body === 'string') return { text: body };
  return { bytes: await buffer(body as unknown as Readable) };
}

function read<T>(sent: HttpRequest, answer: HttpResponse, { from, scopes, mayBeEmpty, known }: GoogleCall): T {
  if (answer.status >= 300) throw googleFailure(answer, { method: sent.method, from, scopes, known });
  if (typeof answer.json === 'object' && answer.json !== null && !Array.isArray(answer.json)) return answer.json as T;
  if (mayBeEmpty === true && answer.text === '') return {} as T;
  const params = { host: new URL(sent.url).host, reason: answer.text === '' ? 'empty' : 'not JSON' };
  throw new Failure('transient', 'http.answerUnreadable', params, { uncertain: sent.method !== 'GET' });
}
