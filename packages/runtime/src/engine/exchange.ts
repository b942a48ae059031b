import type { HttpClient, HttpRequest, HttpResponse } from '@raccord/contract';

/** What was sent and what came back in the call that ended an attempt badly; bodies as text, cut where they are long. */
export type Exchange = {
  method: string;
  url: string;
  /** What was sent: JSON, a form, or text. Files are told by their size. */
  body?: unknown;
  /** Absent when no answer came. */
  status?: number;
  answer?: string;
};

/** Characters of a body that are kept. */
const MOST_TEXT = 4_000;

/** An HTTP client that remembers its last exchange, for as long as one call lasts; without credentials, which the client within adds. */
export function remembering(http: HttpClient): { http: HttpClient; last: () => Exchange | undefined } {
  let sent: HttpRequest | undefined;
  let answered: HttpResponse | undefined;
  return {
    http: {
      async request(request) {
        sent = request;
        answered = undefined;
        answered = await http.request(request);
        return answered;
      },
    },
    last: () => (sent === undefined ? undefined : exchangeOf(sent, answered)),
  };
}

function exchangeOf(sent: HttpRequest, answered: HttpResponse | undefined): Exchange {
  const body = bodyOf(sent);
  return {
    method: sent.method,
    url: `${sent.url}${queryOf(sent.query)}`,
    ...(body === undefined ? {} : { body }),
    ...(answered === undefined ? {} : { status: answered.status, answer: cut(answered.text) }),
  };
}

function queryOf(query: HttpRequest['query'] = {}): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [value].flat().map((each) => [name, String(each)]),
  );
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`;
}

function bodyOf({ json, form, text, bytes, parts }: HttpRequest): unknown {
  if (json !== undefined) {
    const written = JSON.stringify(json) ?? '';
    return written.length > MOST_TEXT ? cut(written) : json;
  }
  if (form !== undefined) return form;
  if (text !== undefined) return cut(text);
  if (bytes !== undefined) return `(${bytes.length} B)`;
  return parts?.map((part) =>
    'value' in part ? { [part.name]: cut(part.value) } : { [part.name]: `${part.fileName} (${part.bytes.length} B)` },
  );
}

const cut = (text: string) => (text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT)}…` : text);
