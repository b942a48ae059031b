const LONGEST = 60;

/** A name within a sentence: of a long one its beginning. */
export function shortName(name: string): string {
  const letters = [...name];
  return letters.length <= LONGEST
    ? name
    : `${letters
        .slice(0, LONGEST - 1)
        .join('')
        .trimEnd()}…`;
}
