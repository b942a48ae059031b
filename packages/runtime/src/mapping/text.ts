/** A finite number as JSONata writes it: 15 significant digits, so that 0.1 + 0.2 is `0.3`. */
export function textOfNumber(value: number): string {
  return String(Number.isInteger(value) ? value : Number(value.toPrecision(15)));
}
