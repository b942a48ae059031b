/** The organisation's time zone. */
export const organizationZone = 'Europe/Paris';

const format = new Intl.DateTimeFormat('en-GB', { timeZone: organizationZone, timeZoneName: 'longOffset' });
let offset = { hour: Number.NaN, minutes: 0 };

/** `2026-11-20T09:12:40+0100`: the organisation's clock, to the second, offset without a colon. */
export function booksTime(ms: number): string {
  const minutes = offsetAt(ms);
  const local = new Date(ms + minutes * 60_000).toISOString().slice(0, 19);
  const size = Math.abs(minutes);
  const digits = `${String(Math.floor(size / 60)).padStart(2, '0')}${String(size % 60).padStart(2, '0')}`;
  return `${local}${minutes < 0 ? '-' : '+'}${digits}`;
}

/** `2026-11-20`, where the organisation is. */
export function booksDate(ms: number): string {
  return new Date(ms + offsetAt(ms) * 60_000).toISOString().slice(0, 10);
}

/** Milliseconds of a Books time stamp; undefined when it is not one (a `+` that was not percent-encoded makes it a space). */
export function readBooksTime(text: string): number | undefined {
  const match = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:Z|([+-]\d{2}):?(\d{2}))$/.exec(text);
  if (match === null) return undefined;
  const ms = Date.parse(`${match[1]}${match[2] === undefined ? 'Z' : `${match[2]}:${match[3]}`}`);
  return Number.isNaN(ms) ? undefined : ms;
}

export function isBooksDate(text: unknown): text is string {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** Offsets change on the hour, so one look-up an hour is enough. */
function offsetAt(ms: number): number {
  const hour = Math.floor(ms / 3_600_000);
  if (hour !== offset.hour) {
    const name = format.formatToParts(ms).find((part) => part.type === 'timeZoneName')!.value;
    const match = /GMT([+-])(\d{2}):(\d{2})/.exec(name);
    const size = match === null ? 0 : Number(match[2]) * 60 + Number(match[3]);
    offset = { hour, minutes: match?.[1] === '-' ? -size : size };
  }
  return offset.minutes;
}
