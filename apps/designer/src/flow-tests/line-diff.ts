/** One line of two texts beside each other: on one side only, or on both. */
export type DiffLine = { left?: string; right?: string };

/** Beyond this the table of the longest common subsequence is not worth its time; what differs then stands in one block. */
const MOST_CELLS = 4_000_000;

/** Two texts beside each other, line by line: what is the same stands on one line, what is not on lines of its own. */
export function lineDiff(left: string, right: string): DiffLine[] {
  const [a, b] = [left.split('\n'), right.split('\n')];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const same = (lines: readonly string[]) => lines.map((line): DiffLine => ({ left: line, right: line }));
  const middle = between(a.slice(start, a.length - end), b.slice(start, b.length - end));
  return [...same(a.slice(0, start)), ...middle, ...same(a.slice(a.length - end))];
}

function between(a: readonly string[], b: readonly string[]): DiffLine[] {
  if (a.length * b.length > MOST_CELLS) return paired(a, b);
  const rows = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      rows[i]![j] = a[i] === b[j] ? rows[i + 1]![j + 1]! + 1 : Math.max(rows[i + 1]![j]!, rows[i]![j + 1]!);
  const found: DiffLine[] = [];
  let [i, j] = [0, 0];
  let [gone, come]: [string[], string[]] = [[], []];
  const flush = () => {
    found.push(...paired(gone, come));
    [gone, come] = [[], []];
  };
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      flush();
      found.push({ left: a[i]!, right: b[j]! });
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && rows[i + 1]![j]! >= rows[i]![j + 1]!)) gone.push(a[i++]!);
    else come.push(b[j++]!);
  }
  flush();
  return found;
}

/** What went beside what came in its place. */
function paired(gone: readonly string[], come: readonly string[]): DiffLine[] {
  return Array.from({ length: Math.max(gone.length, come.length) }, (_, index) => ({
    ...(index < gone.length ? { left: gone[index]! } : {}),
    ...(index < come.length ? { right: come[index]! } : {}),
  }));
}

export const isSameLine = ({ left, right }: DiffLine) => left === right;
