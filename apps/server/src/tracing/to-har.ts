import type { TracingEntry } from '../stores/tracings.ts';
import { VERSION } from '../version.ts';
import type { TracedCall } from './trace-data.ts';

/** The calls of a tracing in the HTTP Archive format 1.2; sizes are not known (-1), since bodies may be cut. */
export function toHar(entries: readonly TracingEntry[]): object {
  const calls = entries.filter(({ kind }) => kind === 'call');
  return {
    log: { version: '1.2', creator: { name: 'Raccord', version: VERSION }, entries: calls.map(entryOf) },
  };
}

function entryOf({ at, data, node, recordId }: TracingEntry): object {
  const { method, url, requestHeaders, requestBody, status, answerHeaders, answerBody, ms } = data as TracedCall;
  const parameters = URL.parse(url)?.searchParams ?? new URLSearchParams();
  const common = { httpVersion: 'HTTP/1.1', cookies: [], headersSize: -1, bodySize: -1 };
  const comment = [node, recordId].filter((part) => part !== null).join(' ');
  return {
    startedDateTime: at,
    time: ms,
    cache: {},
    timings: { send: 0, wait: ms, receive: 0 },
    ...(comment === '' ? {} : { comment }),
    request: {
      ...{ method, url, ...common, headers: pairs(Object.entries(requestHeaders)) },
      queryString: pairs([...parameters]),
      ...(requestBody === ''
        ? {}
        : { postData: { mimeType: requestHeaders['content-type'] ?? '', text: requestBody } }),
    },
    response: {
      ...{ status: status ?? 0, statusText: '', ...common, headers: pairs(Object.entries(answerHeaders)) },
      redirectURL: answerHeaders.location ?? '',
      content: { size: -1, mimeType: answerHeaders['content-type'] ?? '', text: answerBody },
    },
  };
}

const pairs = (entries: readonly (readonly [string, string])[]) => entries.map(([name, value]) => ({ name, value }));
