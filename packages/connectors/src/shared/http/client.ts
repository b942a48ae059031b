import { gunzipSync } from 'node:zlib';
import { type Endpoints, Failure, type HttpClient, type HttpRequest, type HttpResponse } from '@raccord/contract';
import { parseJson } from '../json/parse-json.ts';
import { exchange, type RawAnswer } from './exchange.ts';
import { type Pools, sharedPools } from './pools.ts';
import { checkHeaders, encodeBody, parseUrl, requestUrl } from './request-encoding.ts';

/** What happened on the wire, for tracing. Credentials are not in it; anything else may be, so redact before keeping it. */
export type Exchange = {
  method: HttpRequest['method'];
  url: string;
  /** As they were sent; what stands in those that carry credentials does not. */
  requestHeaders: Record<string, string>;
  requestBody: string | Uint8Array | undefined;
  status?: number;
  answer?: HttpResponse;
  failure?: Failure;
  /** Milliseconds since 1970. */
  startedAt: number;
  durationMs: number;
};

/** A call's share of what the vendor allows. Told how it ended, also when it failed (`undefined`). */
export type Permit = { done(answer: HttpResponse | undefined): void };

export type HttpClientOptions = {
  /** Where relative addresses lead. */
  endpoints?: Endpoints;
  /** Adds the connection's credentials. Needs `allowedHosts`. */
  auth?: (headers: Record<string, string>, query: URLSearchParams) => void;
  /** `host`, `host:port` or `*.suffix` this client may call; absent: any public host, and then never with credentials. */
  allowedHosts?: readonly string[];
  /** Origins an administrator has opened by name: private address and any port. See `openedBy`. */
  allowPrivate?: (host: string, port: number) => boolean;
  /** Ports open on public addresses. Default 80 and 443. */
  ports?: readonly number[];
  signal?: AbortSignal;
  /** Takes known secrets out of refusals, before connectors make short sentences of them: half a secret is no longer recognised. */
  redact?: (text: string) => string;
  onExchange?: (exchange: Exchange) => void;
  /** Asked before every call to the connection's own hosts; waits until the vendor's limits leave room for one. */
  permit?: (rate: string | undefined, signal: AbortSignal | undefined) => Promise<Permit>;
  /** Sockets; those of the process unless a test brings its own. */
  pools?: Pools;
};

const TIMEOUT_MS = 30_000;
const MAX_BYTES = 10 * 1024 * 1024;
const MAX_REDIRECTS = 3;
const webPorts = [80, 443];

/**
 * The only way out (see `HttpClient`).
 * @throws Failure config for an address we do not go to, transient for a fault below HTTP, tooLarge for an answer over the limit
 */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  if (options.auth !== undefined && options.allowedHosts === undefined) {
    throw new Failure('bug', 'engine.unexpected', { message: 'credentials without allowed hosts' });
  }
  return { request: (request) => follow(options, request) };
}

async function follow(options: HttpClientOptions, request: HttpRequest): Promise<HttpResponse> {
  const first = requestUrl(request, options.endpoints);
  checkAllowedHost(first, options.allowedHosts);
  let url = first;
  for (let hops = 0; ; hops++) {
    const response = await once(options, request, url, url.host === first.host);
    const location = response.headers.location;
    const moved = [301, 302, 303, 307, 308].includes(response.status) && location !== undefined;
    if (request.method !== 'GET' || !moved) return response;
    if (hops === MAX_REDIRECTS) throw new Failure('config', 'http.tooManyRedirects', { host: first.host });
    const next = parseUrl(URL.parse(location, url)?.href ?? location);
    if (url.protocol === 'https:' && next.protocol === 'http:') {
      throw new Failure('config', 'http.redirectDowngrade', { host: first.host });
    }
    next.hash = '';
    url = next;
  }
}

/** One hop. On another host than the first, neither credentials nor any of the caller's own headers go along. */
async function once(
  options: HttpClientOptions,
  request: HttpRequest,
  url: URL,
  sameHost: boolean,
): Promise<HttpResponse> {
  const opened = options.allowPrivate?.(bareHost(url), portOf(url)) ?? false;
  if (!opened && !(options.ports ?? webPorts).includes(portOf(url))) {
    throw new Failure('config', 'http.portBlocked', { host: url.host, port: portOf(url) });
  }
  const { body, contentType } = await encodeBody(request);
  const headers = lowerCase(sameHost ? (request.headers ?? {}) : {});
  headers['user-agent'] ??= 'raccord';
  if (contentType !== undefined) headers['content-type'] ??= contentType;
  checkHeaders(headers);
  // A copy: a key in the query is neither traced nor carried along a redirect.
  const address = new URL(url);
  const own = { ...headers };
  if (sameHost && options.auth !== undefined) {
    options.auth(headers, address.searchParams);
    checkHeaders(headers);
  }
  const pools = options.pools ?? sharedPools();
  const permit = sameHost ? await options.permit?.(request.rate, options.signal) : undefined;
  const startedAt = Date.now();
  const trace = (outcome: Pick<Exchange, 'status' | 'answer' | 'failure'>) =>
    options.onExchange?.({
      method: request.method,
      url: url.href,
      requestHeaders: Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name, own[name] === value ? value : '[redacted]']),
      ),
      requestBody: body,
      startedAt,
      durationMs: Date.now() - startedAt,
      ...outcome,
    });
  let answer: HttpResponse | undefined;
  try {
    const raw = await exchange(opened ? pools.open : pools.guarded, {
      method: request.method,
      url: address,
      headers,
      body,
      timeoutMs: request.timeoutMs ?? TIMEOUT_MS,
      maxBytes: request.maxBytes ?? MAX_BYTES,
      signal: options.signal,
    });
    answer = readAnswer(raw, request.maxBytes ?? MAX_BYTES, url.host, options.redact);
    trace({ status: answer.status, answer });
    return answer;
  } catch (error) {
    if (error instanceof Failure) trace({ failure: error });
    throw error;
  } finally {
    permit?.done(answer);
  }
}

function readAnswer(
  raw: RawAnswer,
  maxBytes: number,
  host: string,
  redact: (text: string) => string = (text) => text,
): HttpResponse {
  const { status, headers } = raw;
  const bytes = inflated(raw, maxBytes, host);
  const text = status < 400 ? bytes.toString('utf8') : redact(bytes.toString('utf8'));
  const type = (headers['content-type'] ?? '').toLowerCase();
  const json = /^[^;]*[/+]json\b/.test(type) ? parseJson(text, { maxKeys: 1_000_000 }) : undefined;
  return { status, headers, bytes, text, json: json?.ok ? json.value : undefined };
}

/** We ask for no compression; some servers compress all the same. */
function inflated(raw: RawAnswer, maxBytes: number, host: string): Buffer {
  const encoding = raw.headers['content-encoding']?.toLowerCase() ?? 'identity';
  if (encoding === 'identity' || raw.body.length === 0) return raw.body;
  try {
    if (encoding === 'gzip') return gunzipSync(raw.body, { maxOutputLength: maxBytes });
  } catch (cause) {
    if (cause instanceof RangeError) {
      throw new Failure('tooLarge', 'http.answerTooLarge', { host, limit: maxBytes }, { uncertain: true, cause });
    }
  }
  throw new Failure('transient', 'http.answerUnreadable', { host, reason: encoding }, { uncertain: true });
}

function checkAllowedHost(url: URL, allowed: readonly string[] | undefined): void {
  if (allowed !== undefined) mustBeAllowed(bareHost(url), portOf(url), allowed);
}

/** @throws Failure config `http.hostNotAllowed` unless one of `host`, `host:port`, `*.suffix` fits */
export function mustBeAllowed(host: string, port: number, allowed: readonly string[]): void {
  const fits = allowed.some((entry) => {
    const name = entry.toLowerCase();
    if (name.startsWith('*.')) return host.endsWith(name.slice(1)) && host.length > name.length - 1;
    return name === host || name === `${host}:${port}`;
  });
  if (!fits) throw new Failure('config', 'http.hostNotAllowed', { host, allowed: allowed.join(', ') });
}

/**
 * The `allowPrivate` of a connection: exactly the hosts and ports of the endpoints that an administrator has set on it.
 * Never pass a connector's own default endpoints or anything a flow can write.
 */
export function openedBy(endpoints: Partial<Endpoints>): (host: string, port: number) => boolean {
  const origins = new Set(Object.values(endpoints).map((address) => originKey(endpointUrl(address))));
  return (host, port) => origins.has(`${host}:${port}`);
}

/** The hosts (with ports) of some endpoints, as `allowedHosts`. */
export function hostsOf(endpoints: Partial<Endpoints>): string[] {
  return Object.values(endpoints).map((address) => originKey(endpointUrl(address)));
}

/** An endpoint's address: of the web, or `smtp://host:port` and the like, whose port must be told. */
export function endpointUrl(address: string): URL {
  const url = URL.parse(address);
  const line = url !== null && /^(smtp|imap|sql):$/.test(url.protocol) && url.port !== '' && url.username === '';
  return line ? url : parseUrl(address);
}

function originKey(url: URL): string {
  return `${bareHost(url)}:${portOf(url)}`;
}

function bareHost(url: URL): string {
  return url.hostname.toLowerCase();
}

function portOf(url: URL): number {
  return url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
}

function lowerCase(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
