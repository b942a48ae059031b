import { booksTime } from '../zoho-books/times.ts';

/** `2026-11-20T09:12:40+01:00`: the organisation's clock, to the second. */
export function crmTime(ms: number): string {
  return booksTime(ms).replace(/(\d\d)$/, ':$1');
}

/** Milliseconds of a time stamp with an offset; undefined when it is none. */
export function readCrmTime(text: unknown): number | undefined {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/.test(text))
    return undefined;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : ms;
}
