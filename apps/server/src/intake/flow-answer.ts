import type { WebhookAnswer } from '@raccord/contract';
import type { Answer } from '@raccord/runtime/ports';

/** What says how the answer is sent, and what a browser would keep of it as ours: not a flow's to decide. */
const notItsOwn = new Set([
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'upgrade',
  'trailer',
  'set-cookie',
]);
const NAME = /^[a-z0-9!#$%&'*+.^_`|~-]+$/;
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;
const withoutBody = new Set([204, 205, 304]);

/**
 * The answer of a flow, as it can be sent. Its headers come from expressions: one that no header can hold is left out, since the
 * delivery is taken by now and the sender must not be told otherwise.
 */
export function flowAnswer({ status, headers = {}, body }: Answer): WebhookAnswer {
  const type = typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json';
  const text = typeof body === 'string' ? body : body === undefined || body === null ? '' : JSON.stringify(body);
  return {
    status,
    headers: { 'content-type': type, ...sendable(headers) },
    body: withoutBody.has(status) ? '' : text,
  };
}

function sendable(headers: Record<string, unknown>): Record<string, string> {
  const sent: Record<string, string> = {};
  for (const [given, value] of Object.entries(headers)) {
    const name = given.toLowerCase();
    const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
    if (typeof text === 'string' && NAME.test(name) && VALUE.test(text) && !notItsOwn.has(name)) sent[name] = text;
  }
  return sent;
}
