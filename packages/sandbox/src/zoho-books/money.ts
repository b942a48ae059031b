/** Half up to cents, on the decimal digits: 1.005 is 1.01 although the nearest double lies below. */
export function toCents(amount: number): number {
  const cents = Math.round(Number(`${Math.abs(amount)}e2`));
  const rounded = Number.isNaN(cents) ? Math.round(Math.abs(amount) * 100) / 100 : cents / 100;
  return amount < 0 ? -rounded : rounded;
}
