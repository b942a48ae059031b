const DAY_MS = 86_400_000;

/**
 * How long an answer asks us to wait: `Retry-After` in seconds or as a date, at most 24 hours.
 * @param now milliseconds since 1970
 * @returns milliseconds, or undefined when the header is absent or makes no sense
 */
export function retryAfterMs(headers: Record<string, string>, now: number): number | undefined {
  const value = headers['retry-after']?.trim();
  if (value === undefined || value === '') return undefined;
  const wait = /^\d+(\.\d+)?$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - now;
  if (Number.isNaN(wait)) return undefined;
  return Math.min(Math.max(Math.ceil(wait), 0), DAY_MS);
}
