import { createHash } from 'node:crypto';

/** A row as it is remembered between two readings: short hashes, never its data. Without a key column, `key` is the same for all. */
export type Seen = { key: string; content: string };
export type RowChange =
  | { change: 'created'; after: number }
  | { change: 'updated'; before: number; after: number }
  | { change: 'deleted'; before: number };

/**
 * What happened between two readings of a sheet. With keys, rows are compared within each key, whatever their place. Without, equal
 * rows belong together wherever they stand, so that inserting, deleting and sorting others is no change; what is left over is paired
 * by its place between rows that stayed.
 */
export function compare(before: readonly Seen[], after: readonly Seen[]): RowChange[] {
  const then = byKey(before);
  const now = byKey(after);
  const changes: RowChange[] = [];
  for (const [key, rows] of now) changes.push(...align(before, after, then.get(key) ?? [], rows));
  for (const [key, rows] of then)
    if (!now.has(key)) changes.push(...rows.map((at) => ({ change: 'deleted', before: at }) as const));
  return changes.toSorted((a, b) => placeOf(a) - placeOf(b));
}

/** The reading that is remembered when only some of the changes have been passed on: as if the others had not happened yet. */
export function withChanges(
  before: readonly Seen[],
  after: readonly Seen[],
  changes: readonly RowChange[],
  passedOn: number,
): Seen[] {
  const open = changes.slice(passedOn);
  const unseen = new Set(open.filter((one) => one.change === 'created').map((one) => one.after));
  const old = new Map(open.filter((one) => one.change === 'updated').map((one) => [one.after, before[one.before]!]));
  const rows = after.flatMap((row, at) => (unseen.has(at) ? [] : [old.get(at) ?? row]));
  return [...rows, ...open.filter((one) => one.change === 'deleted').map((one) => before[one.before]!)];
}

const HASH = 8;

/** Eight characters for a value: two of 50,000 rows fall together once in 200,000 sheets. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, HASH);
}

/** All rows in one string; hashes all have the same length. */
export function packed(rows: readonly Seen[]): string {
  return rows.map(({ key, content }) => key + content).join('');
}

export function unpacked(text: string, keyed: boolean): Seen[] {
  const width = keyed ? 2 * HASH : HASH;
  const rows: Seen[] = [];
  for (let at = 0; at < text.length; at += width) {
    const row = text.slice(at, at + width);
    rows.push(keyed ? { key: row.slice(0, HASH), content: row.slice(HASH) } : { key: '', content: row });
  }
  return rows;
}

function byKey(rows: readonly Seen[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const [at, { key }] of rows.entries()) {
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [at]);
    else group.push(at);
  }
  return groups;
}

/** @param then @param now places of the rows of one key */
function align(before: readonly Seen[], after: readonly Seen[], then: number[], now: number[]): RowChange[] {
  const waiting = new Map<string, number[]>();
  for (const at of then.toReversed()) {
    const { content } = before[at]!;
    const same = waiting.get(content);
    if (same === undefined) waiting.set(content, [at]);
    else same.push(at);
  }
  const partner = new Map<number, number>();
  for (const at of now) {
    const same = waiting.get(after[at]!.content)?.pop();
    if (same !== undefined) partner.set(at, same);
  }
  const kept = new Set(partner.values());
  const gone = then.filter((at) => !kept.has(at));
  const come = now.filter((at) => !partner.has(at));
  if (gone.length === 0 || come.length === 0) return pairs(gone, come);
  // With a key they are the same row wherever it stands.
  const keyed = after[now[0]!]!.key !== '';
  return !keyed && inOrder(now, partner) ? gapByGap(then, now, partner, kept) : pairs(gone, come);
}

function inOrder(now: readonly number[], partner: ReadonlyMap<number, number>): boolean {
  let last = -1;
  for (const at of now) {
    const before = partner.get(at);
    if (before === undefined) continue;
    if (before < last) return false;
    last = before;
  }
  return true;
}

/** Pairs what is left over between each two rows that stayed. */
function gapByGap(
  then: readonly number[],
  now: readonly number[],
  partner: ReadonlyMap<number, number>,
  kept: ReadonlySet<number>,
): RowChange[] {
  const changes: RowChange[] = [];
  let at = 0;
  let come: number[] = [];
  const close = (until: number | undefined) => {
    const gone: number[] = [];
    while (at < then.length && then[at] !== until) {
      if (!kept.has(then[at]!)) gone.push(then[at]!);
      at += 1;
    }
    changes.push(...pairs(gone, come));
    come = [];
  };
  for (const row of now) {
    const before = partner.get(row);
    if (before === undefined) come.push(row);
    else close(before);
  }
  close(undefined);
  return changes;
}

function pairs(gone: readonly number[], come: readonly number[]): RowChange[] {
  return [
    ...come.map((after, at): RowChange => {
      const before = gone[at];
      return before === undefined ? { change: 'created', after } : { change: 'updated', before, after };
    }),
    ...gone.slice(come.length).map((before): RowChange => ({ change: 'deleted', before })),
  ];
}

/** In the order of the sheet; what is gone comes last. */
function placeOf(change: RowChange): number {
  return change.change === 'deleted' ? Number.MAX_SAFE_INTEGER : change.after;
}
