import type { Language } from '@raccord/contract';

const names: Record<string, string> = {
  '@hourly': '0 * * * *',
  '@daily': '0 0 * * *',
  '@weekly': '0 0 * * 0',
  '@monthly': '0 0 1 * *',
};

const texts = {
  en: {
    everyMinute: 'every minute',
    everyMinutes: (n: string) => `every ${n} minutes`,
    hourly: (minute: string) => `every hour, at minute ${minute}`,
    everyHours: (n: string, minute: string) => `every ${n} hours, at minute ${minute}`,
    at: 'at',
    everyDay: 'every day',
    days: (days: string) => `on ${days}`,
    range: (from: string, to: string) => `from ${from} to ${to}`,
    dates: (dates: string) => `on day ${dates} of the month`,
  },
  fr: {
    everyMinute: 'chaque minute',
    everyMinutes: (n: string) => `toutes les ${n} minutes`,
    hourly: (minute: string) => `chaque heure, à la minute ${minute}`,
    everyHours: (n: string, minute: string) => `toutes les ${n} heures, à la minute ${minute}`,
    at: 'à',
    everyDay: 'chaque jour',
    days: (days: string) => `le ${days}`,
    range: (from: string, to: string) => `du ${from} au ${to}`,
    dates: (dates: string) => `le ${dates} du mois`,
  },
};

/** The usual schedules in words: `every day at 08:00`. Undefined for what is said more shortly by the expression itself. */
export function cronWords(cron: string, language: Language): string | undefined {
  const fields = (names[cron.trim()] ?? cron).trim().split(/\s+/);
  const [minute = '', hour = '', date = '', month = '', day = ''] = fields;
  if (fields.length !== 5 || month !== '*') return undefined;
  const t = texts[language];
  const when = whichDays(date, day, language);
  if (when === undefined) return undefined;
  const often = howOften(minute, hour, language);
  if (often !== undefined) return when === '' ? often : `${often}, ${when}`;
  const times = timesOf(minute, hour);
  if (times === undefined) return undefined;
  return `${when === '' ? t.everyDay : when} ${t.at} ${inWords(times, language)}`;
}

function howOften(minute: string, hour: string, language: Language): string | undefined {
  const t = texts[language];
  const step = (field: string) => /^\*\/(\d+)$/.exec(field)?.[1];
  if (hour === '*') {
    if (minute === '*') return t.everyMinute;
    const minutes = step(minute);
    if (minutes !== undefined) return t.everyMinutes(minutes);
    return isNumber(minute) ? t.hourly(minute) : undefined;
  }
  const hours = step(hour);
  return hours !== undefined && isNumber(minute) ? t.everyHours(hours, minute) : undefined;
}

function timesOf(minute: string, hour: string): string[] | undefined {
  const hours = hour.split(',');
  if (!isNumber(minute) || !hours.every(isNumber)) return undefined;
  return hours.map((each) => `${each.padStart(2, '0')}:${minute.padStart(2, '0')}`);
}

/** Empty: any day. */
function whichDays(date: string, day: string, language: Language): string | undefined {
  const t = texts[language];
  const any = (field: string) => field === '*' || field === '?';
  if (any(date) && any(day)) return '';
  if (any(day)) return date.split(',').every(isNumber) ? t.dates(inWords(date.split(','), language)) : undefined;
  if (!any(date)) return undefined;
  const [from, to, more] = day.split('-').map((each) => dayName(each, language));
  if (day.includes('-'))
    return from !== undefined && to !== undefined && more === undefined ? t.range(from, to) : undefined;
  const days = day.split(',').map((each) => dayName(each, language));
  return days.every((each) => each !== undefined) ? t.days(inWords(days, language)) : undefined;
}

const short = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

function dayName(field: string, language: Language): string | undefined {
  const number = short.includes(field.toLowerCase()) ? short.indexOf(field.toLowerCase()) : Number(field);
  if (field === '' || !Number.isInteger(number) || number < 0 || number > 7) return undefined;
  // 4 January 1970 was a Sunday.
  return new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format((3 + number) * 86_400_000);
}

const isNumber = (field: string) => /^\d{1,2}$/.test(field);
const inWords = (items: string[], language: Language) => new Intl.ListFormat(language).format(items);
