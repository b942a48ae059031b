import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { cpuSeconds, processTree } from './processes.ts';

/** Microseconds of CPU for each record, by program. A machine that others use too makes work slow, but hardly makes it dearer. */
export type Cost = Map<string, number>;

/**
 * Starts to count the CPU of a process and all below it; by default of everything this bench has started, itself (the load) included.
 * @returns stops, and says the cost
 */
export function meterCpu(root = process.pid): (records: number) => Cost {
  const before = byProgram(root);
  return (records) => {
    const cost: Cost = new Map();
    for (const [name, seconds] of byProgram(root)) {
      const each = ((seconds - (before.get(name) ?? 0)) * 1e6) / records;
      if (each >= 1) cost.set(name, each);
    }
    return cost;
  };
}

export function totalCost(cost: Cost): number {
  return [...cost.values()].reduce((sum, each) => sum + each, 0);
}

/** e.g. `postgres 210, worker.ts 180` */
export function describeCost(cost: Cost): string {
  return [...cost]
    .sort(([, a], [, b]) => b - a)
    .map(([name, each]) => `${name} ${each.toFixed(0)}`)
    .join(', ');
}

function byProgram(root: number): Map<string, number> {
  const seconds = new Map<string, number>();
  for (const pid of processTree(root)) {
    const name = programOf(pid);
    seconds.set(name, (seconds.get(name) ?? 0) + cpuSeconds([pid]));
  }
  return seconds;
}

/** What we call a process: the program, for Node the file it runs. The bench itself sends the load. */
function programOf(pid: number): string {
  if (pid === process.pid) return 'load';
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    if (words[0]?.startsWith('postgres') || words[0]?.endsWith('/postgres')) return 'postgres';
    return basename(words.find((word) => word.endsWith('.ts')) ?? words[0] ?? '').split(/[ :]/)[0]!;
  } catch {
    return 'ended';
  }
}
