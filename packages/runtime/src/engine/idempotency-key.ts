import { createHash } from 'node:crypto';

/**
 * The key under which an effect is sent, the same for every attempt of it: run and record (a record's id is never used twice),
 * node, and how often a person deliberately started it anew after a certain failure (a vendor that stored the refusal would
 * otherwise go on repeating it). At most 64 characters of `[a-z0-9-]`.
 */
export function idempotencyKey(recordId: string, node: string, edition: number): string {
  let suffix = suffixes.get(node);
  if (suffix === undefined) {
    suffix = createHash('sha256').update(node).digest('hex').slice(0, 12);
    if (suffixes.size < 10_000) suffixes.set(node, suffix);
  }
  const base = `${recordId.replaceAll('-', '')}-${suffix}`;
  return edition === 0 ? base : `${base}-${edition}`;
}

const suffixes = new Map<string, string>();
