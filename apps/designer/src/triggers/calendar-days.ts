/** One time of a schedule, as the clocks of the flow's zone and of the reader's show it. */
export type Occurrence = { at: string; local: string; yours: string | undefined };
/** Clocks that change after the time before this day's first: hours of difference to UTC before and after. */
export type ClockChange = { from: string; to: string; forward: boolean };
export type CalendarDay = { day: string; change: ClockChange | undefined; occurrences: Occurrence[] };

/**
 * The times of a schedule by the days of its zone, with the changes of clocks between them. Pure.
 * @param times ISO 8601, oldest first
 * @param now from when on a change is of interest
 */
export function calendarDays(
  times: readonly string[],
  { zone, viewer, locale, now }: { zone: string; viewer: string; locale: string; now: number },
): CalendarDay[] {
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: zone });
  const hour = { hour: '2-digit', minute: '2-digit' } as const;
  const clock = new Intl.DateTimeFormat(locale, { ...hour, timeZone: zone });
  const yours = new Intl.DateTimeFormat(locale, { ...hour, weekday: 'short', timeZone: viewer });
  const days: CalendarDay[] = [];
  let before = offsetOf(zone, now);
  for (const at of times) {
    const ms = Date.parse(at);
    const offset = offsetOf(zone, ms);
    const name = day.format(ms);
    let today = days.at(-1);
    if (today?.day !== name) {
      today = { day: name, change: undefined, occurrences: [] };
      days.push(today);
    }
    if (offset !== before) today.change ??= { from: written(before), to: written(offset), forward: offset > before };
    before = offset;
    const elsewhere = offsetOf(viewer, ms) === offset ? undefined : yours.format(ms);
    today.occurrences.push({ at, local: clock.format(ms), yours: elsewhere });
  }
  return days;
}

/** Minutes by which a zone's clocks are ahead of UTC. */
export function offsetOf(timeZone: string, ms: number): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(ms);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const local = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'));
  return Math.round((local - Math.floor(ms / 60_000) * 60_000) / 60_000);
}

function written(minutes: number): string {
  const sign = minutes < 0 ? '−' : '+';
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `UTC${sign}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}
