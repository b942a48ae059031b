import { Failure, type RawDelivery } from '@raccord/contract';
import { parseJson } from '../json/parse-json.ts';

const faults = {
  syntax: 'webhook.bodyInvalid',
  depth: 'webhook.bodyTooDeep',
  keys: 'webhook.bodyTooManyKeys',
  forbidden: 'webhook.bodyForbiddenKey',
} as const;

/** As many as the values of a JSON body. */
const MOST_FIELDS = 100_000;

/** @throws Failure input `webhook.body…` for JSON that is broken, too deep, too large, or that aims at a prototype, or holds a number or a letter that cannot be kept */
export function jsonBody(delivery: RawDelivery): unknown {
  const parsed = parseJson(bodyText(delivery));
  if (parsed.ok) return parsed.value;
  if (parsed.reason === 'number')
    throw new Failure('input', 'webhook.bodyNumberTooLarge', { path: parsed.path || '$' });
  throw new Failure('input', faults[parsed.reason]);
}

/** The body by what it says it is: JSON and forms parsed, anything else as text, an empty one as null. */
export function parsedBody(delivery: RawDelivery): unknown {
  const type = (delivery.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (delivery.body.length === 0) return null;
  if (/^[^/]+\/(.+\+)?json$/.test(type)) return jsonBody(delivery);
  if (type === 'application/x-www-form-urlencoded') return formFields(delivery);
  return bodyText(delivery);
}

function bodyText(delivery: RawDelivery): string {
  return reader(delivery)(delivery.body);
}

/**
 * Reads bytes in the encoding that the delivery says it has. Read as something else than they are written in, other texts would be stored
 * than were sent.
 */
function reader({ headers }: RawDelivery): (bytes: Uint8Array) => string {
  const charset = /;\s*charset="?([^\s";]+)/i.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  const orRefused = <T>(read: () => T): T => {
    try {
      return read();
    } catch (cause) {
      throw new Failure('input', 'webhook.bodyNotText', { charset }, { cause });
    }
  };
  const decoder = orRefused(() => new TextDecoder(charset, { fatal: true }));
  return (bytes) => orRefused(() => decoder.decode(bytes));
}

/**
 * A field that comes several times becomes a list. What stands behind the `%` are bytes in the encoding that the form says it has;
 * `URLSearchParams` would take them for UTF-8, and what is none for question marks.
 */
function formFields(delivery: RawDelivery): Record<string, string | string[]> {
  const { body } = delivery;
  const read = reader(delivery);
  const plain = (part: string) => {
    const bytes = part
      .replaceAll('+', ' ')
      .replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
    return read(Buffer.from(bytes, 'latin1'));
  };
  const fields = new Map<string, string | string[]>();
  const pairs = Buffer.from(body.buffer, body.byteOffset, body.length).toString('latin1').split('&');
  if (pairs.length > MOST_FIELDS) throw new Failure('input', faults.keys);
  for (const pair of pairs) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = plain(equals < 0 ? pair : pair.slice(0, equals));
    const value = equals < 0 ? '' : plain(pair.slice(equals + 1));
    if (name === '__proto__') throw new Failure('input', faults.forbidden);
    const before = fields.get(name);
    if (before === undefined) fields.set(name, value);
    else if (Array.isArray(before)) before.push(value);
    else fields.set(name, [before, value]);
  }
  return Object.fromEntries(fields);
}
