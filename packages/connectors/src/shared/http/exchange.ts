import { Failure, type HttpRequest } from '@raccord/contract';
import type { Dispatcher } from 'undici';
import { transportFailure } from './transport-failure.ts';

export type ExchangeRequest = {
  method: HttpRequest['method'];
  url: URL;
  headers: Record<string, string>;
  body: string | Uint8Array | undefined;
  timeoutMs: number;
  maxBytes: number;
  signal: AbortSignal | undefined;
};

export type RawAnswer = { status: number; headers: Record<string, string>; body: Buffer };

/**
 * One request and its whole answer. The time limit runs from the first look-up to the last byte, the size limit while reading.
 * @throws Failure `http.timeout`, `http.cancelled`, `http.answerTooLarge`, or what `transportFailure` makes of the socket's error;
 * `uncertain` once the request may have left.
 */
export function exchange(dispatcher: Dispatcher, request: ExchangeRequest): Promise<RawAnswer> {
  const { url, timeoutMs, maxBytes, signal } = request;
  const host = url.host;
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | undefined;
    let ended = false;
    let status = 0;
    let headers: Record<string, string> = {};
    let size = 0;
    const chunks: Buffer[] = [];

    const end = () => {
      ended = true;
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
    };
    const fail = (failure: Failure) => {
      if (ended) return;
      end();
      reject(failure);
      controller?.abort(failure);
    };
    // A request that still waits for a socket has no controller yet: nothing was sent.
    const sent = () => controller !== undefined;
    const cancel = () => fail(new Failure('transient', 'http.cancelled', { host }, { uncertain: sent() }));
    const timer = setTimeout(
      () => fail(new Failure('transient', 'http.timeout', { host, seconds: timeoutMs / 1_000 }, { uncertain: sent() })),
      timeoutMs,
    );
    const tooLarge = () =>
      fail(new Failure('tooLarge', 'http.answerTooLarge', { host, limit: maxBytes }, { uncertain: true }));

    if (signal?.aborted) return cancel();
    signal?.addEventListener('abort', cancel, { once: true });

    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(started) {
        // It may have waited for its socket, and the process may have slept meanwhile: asked again, the signal tells.
        if (ended || signal?.aborted) started.abort(new Error('given up before it was sent'));
        else controller = started;
      },
      onResponseStart(_controller, statusCode, rawHeaders) {
        if (statusCode < 200) return;
        status = statusCode;
        headers = joinHeaders(rawHeaders);
        if (Number(headers['content-length'] ?? 0) > maxBytes && request.method !== 'HEAD') tooLarge();
      },
      onResponseData(_controller, chunk) {
        size += chunk.length;
        if (size > maxBytes) tooLarge();
        else chunks.push(chunk);
      },
      onResponseEnd() {
        if (ended) return;
        end();
        resolve({ status, headers, body: chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks) });
      },
      onResponseError(_controller, error) {
        fail(transportFailure(error, host, sent()));
      },
    };
    try {
      dispatcher.dispatch(
        {
          origin: url.origin,
          path: url.pathname + url.search,
          method: request.method,
          headers: request.headers,
          body: request.body ?? null,
        },
        handler,
      );
    } catch (error) {
      fail(transportFailure(error, host, false));
    }
  });
}

function joinHeaders(raw: Record<string, string | string[] | undefined>): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(raw)) {
    if (value !== undefined) headers[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return headers;
}
