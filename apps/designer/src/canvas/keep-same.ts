/** The list of before when it holds just the same things: whoever looks only at the list sees then that nothing has changed. */
export function keepSame<T>(before: T[], now: T[]): T[] {
  return before.length === now.length && before.every((one, index) => one === now[index]) ? before : now;
}
