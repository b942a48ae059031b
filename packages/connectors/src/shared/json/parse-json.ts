export type JsonLimits = { maxDepth?: number; maxKeys?: number };
export type ParsedJson =
  | { ok: true; value: unknown }
  | { ok: false; reason: 'syntax' | 'depth' | 'keys' | 'forbidden' };

/**
 * JSON from outside, guarded: at most `maxDepth` levels (default 64) and `maxKeys` values (default 100,000), and no key that
 * could reach a prototype when the value is copied or merged later.
 */
export function parseJson(text: string, limits: JsonLimits = {}): ParsedJson {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, reason: 'syntax' };
  }
  const reason = fault(value, limits.maxDepth ?? 64, limits.maxKeys ?? 100_000);
  return reason === undefined ? { ok: true, value } : { ok: false, reason };
}

function fault(root: unknown, maxDepth: number, maxKeys: number): 'depth' | 'keys' | 'forbidden' | undefined {
  // A list instead of recursion: the depth is what is being distrusted.
  let level: unknown[] = [root];
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
      for (const child of children) if (typeof child === 'object' && child !== null) next.push(child);
    }
    level = next;
  }
  return undefined;
}

function reachesPrototype(value: object): boolean {
  if (Object.hasOwn(value, '__proto__')) return true;
  if (!Object.hasOwn(value, 'constructor')) return false;
  const inner: unknown = (value as { constructor: unknown }).constructor;
  return typeof inner === 'object' && inner !== null && Object.hasOwn(inner, 'prototype');
}
