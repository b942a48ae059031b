import type { Language } from '@raccord/contract';

/** A moment as people read it, in the machine's time zone; empty for none. */
export function moment(iso: string | null | undefined): string {
  if (iso === null || iso === undefined) return '';
  const date = new Date(iso);
  const two = (n: number) => String(n).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** Milliseconds as people read them: `340 ms`, `2.5 s`, `3 min`. */
export function duration(ms: number, language: Language): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  const format = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  return ms < 60_000 ? `${format.format(ms / 1_000)} s` : `${format.format(ms / 60_000)} min`;
}
