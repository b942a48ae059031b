import { readdirSync, readFileSync } from 'node:fs';

/** What Linux says of processes, read from /proc; figures of processes that end meanwhile are left out. */
const TICKS_PER_SECOND = 100;

type Stat = { ppid: number; ownTicks: number; childTicks: number };

function statOf(pid: number): Stat | undefined {
  const text = read(`/proc/${pid}/stat`);
  // The program's name is in parentheses and may hold anything.
  const fields = text
    ?.slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  if (fields === undefined) return undefined;
  return { ppid: fields[1]!, ownTicks: fields[11]! + fields[12]!, childTicks: fields[13]! + fields[14]! };
}

/** A process and all below it. */
export function processTree(root: number): number[] {
  const parents = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    const stat = Number.isInteger(pid) ? statOf(pid) : undefined;
    if (stat === undefined) continue;
    const siblings = parents.get(stat.ppid);
    if (siblings === undefined) parents.set(stat.ppid, [pid]);
    else siblings.push(pid);
  }
  const tree = [root];
  for (const pid of tree) tree.push(...(parents.get(pid) ?? []));
  return tree;
}

/** Seconds of CPU that these processes have used, with the children they have already buried. */
export function cpuSeconds(pids: readonly number[]): number {
  let ticks = 0;
  for (const pid of pids) {
    const stat = statOf(pid);
    if (stat !== undefined) ticks += stat.ownTicks + stat.childTicks;
  }
  return ticks / TICKS_PER_SECOND;
}

/** Megabytes: `rss` counts memory that processes share once for each of them, `pss` once in all. */
export function memory(pids: readonly number[]): { rss: number; pss: number } {
  let [rss, pss] = [0, 0];
  for (const pid of pids) {
    const text = read(`/proc/${pid}/smaps_rollup`) ?? '';
    rss += kilobytes(text, 'Rss') / 1_024;
    pss += kilobytes(text, 'Pss') / 1_024;
  }
  return { rss, pss };
}

function kilobytes(text: string, field: string): number {
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0);
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
