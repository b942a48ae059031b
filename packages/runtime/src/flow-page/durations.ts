import type { Language } from '@raccord/contract';

const units = { ms: 'millisecond', s: 'second', m: 'minute', h: 'hour', d: 'day' } as const;

/** `5m` as people say it. */
export function duration(short: string, language: Language): string {
  const [, count = '', unit = ''] = /^([0-9]+)(ms|s|m|h|d)$/.exec(short) ?? [];
  if (unit === '') return short;
  const style = { style: 'unit', unit: units[unit as keyof typeof units], unitDisplay: 'long' } as const;
  return new Intl.NumberFormat(language, style).format(Number(count));
}

/** Milliseconds as people say them, in the largest unit that fits. */
export function durationOf(milliseconds: number, language: Language): string {
  const fitting = (
    [
      ['d', 86_400_000],
      ['h', 3_600_000],
      ['m', 60_000],
      ['s', 1_000],
    ] as const
  ).find(([, size]) => milliseconds >= size && milliseconds % size === 0);
  return fitting === undefined
    ? duration(`${milliseconds}ms`, language)
    : duration(`${milliseconds / fitting[1]}${fitting[0]}`, language);
}
