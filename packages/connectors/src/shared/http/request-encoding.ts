import { type Endpoints, Failure, type FormPart, type HttpRequest } from '@raccord/contract';

/** Headers that steer the connection itself; they are ours to set. */
const reservedHeaders = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);
const headerName = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const badHeaderValue = /[^\t\x20-\x7e\x80-\xff]/;

/**
 * The absolute address of a request: as given, or appended to the endpoint it names (default `api`), with its query.
 * @throws Failure config `http.urlInvalid`, `http.urlScheme`, `http.urlUserinfo`
 */
export function requestUrl(request: Pick<HttpRequest, 'url' | 'base' | 'query'>, endpoints?: Endpoints): URL {
  const url = parseUrl(absolute(request, endpoints));
  for (const [name, value] of Object.entries(request.query ?? {})) {
    if (value === undefined) continue;
    if (typeof value === 'object') for (const item of value) url.searchParams.append(name, String(item));
    else url.searchParams.append(name, String(value));
  }
  url.hash = '';
  return url;
}

/** @throws Failure config `http.urlInvalid`, `http.urlScheme`, `http.urlUserinfo` */
export function parseUrl(text: string): URL {
  const url = URL.parse(text);
  if (url === null) throw new Failure('config', 'http.urlInvalid', { url: text.slice(0, 200) });
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new Failure('config', 'http.urlScheme', { scheme: url.protocol });
  }
  if (url.username !== '' || url.password !== '') throw new Failure('config', 'http.urlUserinfo', { host: url.host });
  return url;
}

function absolute(request: Pick<HttpRequest, 'url' | 'base'>, endpoints?: Endpoints): string {
  if (/^[a-z][a-z0-9+.-]*:/i.test(request.url)) return request.url;
  const base = endpoints?.[request.base ?? 'api'];
  if (base === undefined) throw new Failure('config', 'http.urlInvalid', { url: request.url.slice(0, 200) });
  // Appended, not resolved: an endpoint may carry a path of its own, and `//host` must stay a path.
  return `${base.replace(/\/+$/, '')}/${request.url.replace(/^\/+/, '')}`;
}

/** @throws Failure `http.headerInvalid` (input), `http.headerReserved` (config) */
export function checkHeaders(headers: Record<string, string>): void {
  for (const [name, value] of Object.entries(headers)) {
    if (!headerName.test(name) || typeof value !== 'string' || badHeaderValue.test(value)) {
      throw new Failure('input', 'http.headerInvalid', { name: name.slice(0, 100) });
    }
    if (reservedHeaders.has(name.toLowerCase())) throw new Failure('config', 'http.headerReserved', { name });
  }
}

/** The body on the wire and the type it says it is; the caller's own `content-type` header takes precedence. */
export async function encodeBody(request: HttpRequest): Promise<{ body?: string | Uint8Array; contentType?: string }> {
  if (request.json !== undefined) return { body: JSON.stringify(request.json), contentType: 'application/json' };
  if (request.form !== undefined) {
    return {
      body: new URLSearchParams(request.form).toString(),
      contentType: 'application/x-www-form-urlencoded',
    };
  }
  if (request.text !== undefined) return { body: request.text, contentType: 'text/plain; charset=utf-8' };
  if (request.bytes !== undefined) return { body: request.bytes, contentType: 'application/octet-stream' };
  if (request.parts !== undefined) return encodeParts(request.parts);
  return {};
}

/** By Node's own encoder, which escapes names and chooses a boundary that is not in the content. */
async function encodeParts(parts: readonly FormPart[]): Promise<{ body: Uint8Array; contentType: string }> {
  const form = new FormData();
  for (const part of parts) {
    if ('value' in part) form.append(part.name, part.value);
    else form.append(part.name, new File([new Uint8Array(part.bytes)], part.fileName, { type: part.type }));
  }
  const encoded = new Response(form);
  return { body: await encoded.bytes(), contentType: encoded.headers.get('content-type') ?? 'multipart/form-data' };
}
