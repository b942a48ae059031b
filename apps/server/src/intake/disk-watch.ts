import { statfs } from 'node:fs/promises';
import type { Log } from '@raccord/runtime/ports';

/** Whether the disk is too full to take in more; what was taken in still has to be worked on, and that writes too. */
export type DiskWatch = { isShort(): boolean; stop(): void };

/** Of the disk; of a large one less is enough, and 15 % of it would be a hundred gigabytes. */
const LEAST_SHARE = 0.15;
const ENOUGH_BYTES = 2_000_000_000;
const LOOK_MS = 2_000;

export function isShortOf(space: { bsize: number; blocks: number; bavail: number }): boolean {
  const free = space.bavail * space.bsize;
  return free < ENOUGH_BYTES && free < space.blocks * space.bsize * LEAST_SHARE;
}

/** Looks every few seconds at the disk that the data of our own PostgreSQL lies on; another's disk we cannot see. */
export async function watchDisk(folder: string, log: Log, lookMs: number = LOOK_MS): Promise<DiskWatch> {
  let short = false;
  const look = async () => {
    // A disk that does not say is not called full.
    const space = await statfs(folder).catch(() => undefined);
    const now = space !== undefined && isShortOf(space);
    if (now !== short) {
      if (now) log.error({ folder }, 'the disk is nearly full; deliveries are refused until there is room');
      else log.info({ folder }, 'there is room on the disk again; deliveries are taken');
    }
    short = now;
  };
  await look();
  const timer = setInterval(() => void look(), lookMs);
  timer.unref();
  return { isShort: () => short, stop: () => clearInterval(timer) };
}
