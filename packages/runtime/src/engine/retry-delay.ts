import { durationMs, type NodeOf } from '@raccord/contract';

export type RetryPolicy = { attempts: number; baseMs: number; maxMs: number };

const defaults: RetryPolicy = { attempts: 6, baseMs: 1_000, maxMs: 15 * 60_000 };

export function retryPolicy(node: NodeOf<'action'>): RetryPolicy {
  return {
    attempts: node.retry?.attempts ?? defaults.attempts,
    baseMs: node.retry?.base === undefined ? defaults.baseMs : durationMs(node.retry.base),
    maxMs: node.retry?.max === undefined ? defaults.maxMs : durationMs(node.retry.max),
  };
}

/**
 * How long to wait after the `tries`-th try: exponential with full jitter, so that a crowd does not come back together; what
 * the other side asked for is the least.
 * @returns milliseconds
 */
export function retryDelay(policy: RetryPolicy, tries: number, askedMs = 0, random = Math.random): number {
  const ceiling = Math.min(policy.maxMs, policy.baseMs * 2 ** Math.min(tries - 1, 30));
  return Math.round(askedMs + random() * ceiling);
}
