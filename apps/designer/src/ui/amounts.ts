import { currentLanguage } from '../i18n/index.ts';

/** A whole number as the reader's language writes it. */
export const number = (value: number): string => new Intl.NumberFormat(currentLanguage()).format(value);

const units = [
  { ms: 86_400_000, unit: 'day' },
  { ms: 3_600_000, unit: 'hour' },
  { ms: 60_000, unit: 'minute' },
  { ms: 1_000, unit: 'second' },
] as const;

/** A length of time in its largest unit, e.g. “3.5 min”; short ones to the millisecond. */
export function duration(ms: number): string {
  const { unit, ms: of } = units.find((one) => ms >= one.ms) ?? { unit: 'millisecond' as const, ms: 1 };
  const value = ms / of;
  const digits = unit === 'millisecond' || value >= 10 ? 0 : 1;
  const format = { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: digits } as const;
  return new Intl.NumberFormat(currentLanguage(), format).format(value);
}
