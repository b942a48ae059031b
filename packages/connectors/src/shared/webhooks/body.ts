import { Failure, type RawDelivery } from '@raccord/contract';
import { parseJson } from '../json/parse-json.ts';

const faults = {
  syntax: 'webhook.bodyInvalid',
  depth: 'webhook.bodyTooDeep',
  keys: 'webhook.bodyTooManyKeys',
  forbidden: 'webhook.bodyForbiddenKey',
} as const;

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
  if (type === 'application/x-www-form-urlencoded') return formFields(bodyText(delivery));
  return bodyText(delivery);
}

/** Read as something else than it is written in, other texts would be stored than were sent. */
function bodyText({ headers, body }: RawDelivery): string {
  const charset = /;\s*charset="?([^\s";]+)/i.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset, { fatal: true }).decode(body);
  } catch (cause) {
    throw new Failure('input', 'webhook.bodyNotText', { charset }, { cause });
  }
}

/** A field that comes several times becomes a list. */
function formFields(text: string): Record<string, string | string[]> {
  const fields = new Map<string, string | string[]>();
  for (const [name, value] of new URLSearchParams(text)) {
    if (name === '__proto__') throw new Failure('input', faults.forbidden);
    const before = fields.get(name);
    if (before === undefined) fields.set(name, value);
    else fields.set(name, Array.isArray(before) ? [...before, value] : [before, value]);
  }
  return Object.fromEntries(fields);
}
