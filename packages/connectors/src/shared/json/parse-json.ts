export type JsonLimits = { maxDepth?: number; maxKeys?: number };
export type ParsedJson =
  | { ok: true; value: unknown }
  | { ok: false; reason: 'syntax' | 'depth' | 'keys' | 'forbidden' }
  /** `path`: where, dotted; empty for the value itself. */
  | { ok: false; reason: 'number'; path: string };

/** Only where so many digits follow each other can a whole number be larger than numbers are exact. */
const MANY_DIGITS = /\d{16}/;
const WHOLE = /^-?\d{16,}$/;

/**
 * JSON from outside, guarded: at most `maxDepth` levels (default 64) and `maxKeys` values (default 100,000), and no key that
 * could reach a prototype when the value is copied or merged later. Nothing is altered in silence: a number that is larger than any
 * (1e400, which would be written as null) is refused, and a whole number beyond 2^53, as ids are, becomes a text with all its digits.
 */
export function parseJson(text: string, limits: JsonLimits = {}): ParsedJson {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, reason: 'syntax' };
  }
  const reason = fault(value, limits.maxDepth ?? 64, limits.maxKeys ?? 100_000);
  if (reason === 'number') return { ok: false, reason, path: placeOfEndless(value)?.join('.') ?? '' };
  if (reason !== undefined) return { ok: false, reason };
  return { ok: true, value: MANY_DIGITS.test(text) ? JSON.parse(text, exactly) : value };
}

function exactly(_name: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value) || context?.source === undefined) return value;
  return WHOLE.test(context.source) ? context.source : value;
}

function fault(
  root: unknown,
  maxDepth: number,
  maxKeys: number,
): 'depth' | 'keys' | 'forbidden' | 'number' | undefined {
  // A list instead of recursion: the depth is what is being distrusted.
  let level: unknown[] = [root];
  let endless = isEndless(root);
  let keys = 0;
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > maxDepth) return 'depth';
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value !== 'object' || value === null) continue;
      if (!Array.isArray(value) && reachesPrototype(value)) return 'forbidden';
      const children = Object.values(value);
      keys += children.length;
      if (keys > maxKeys) return 'keys';
      for (const child of children) {
        if (typeof child === 'object' && child !== null) next.push(child);
        else if (isEndless(child)) endless = true;
      }
    }
    level = next;
  }
  return endless ? 'number' : undefined;
}

const isEndless = (value: unknown) => value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY;

/** Of a value whose depth has been looked at. */
function placeOfEndless(value: unknown): string[] | undefined {
  if (isEndless(value)) return [];
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, child] of Object.entries(value)) {
    const place = placeOfEndless(child);
    if (place !== undefined) return [name, ...place];
  }
  return undefined;
}

function reachesPrototype(value: object): boolean {
  if (Object.hasOwn(value, '__proto__')) return true;
  if (!Object.hasOwn(value, 'constructor')) return false;
  const inner: unknown = (value as { constructor: unknown }).constructor;
  return typeof inner === 'object' && inner !== null && Object.hasOwn(inner, 'prototype');
}
