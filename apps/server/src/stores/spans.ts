import { uuidBound } from './partitions.ts';

const DAY_MS = 86_400_000;

/** When a UUID of version 7 was made, in milliseconds since 1970. */
export const uuidTime = (id: string): number => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);

/**
 * The ids that the records a split made of `parentId` can have begin here. Not at the parent's own: another machine made that, and its
 * clock may be ahead.
 */
export const childrenFrom = (parentId: string): string => uuidBound(uuidTime(parentId) - DAY_MS);

/**
 * The ids that things of a run can have: from a day before it (a record is made when it arrives, its run when it is stored) to a day
 * after its end. Said in a query, it keeps PostgreSQL from looking into the partitions of other days.
 */
export function spanOfRun(runId: string, endedAt: Date | null): { from: string; to: string } {
  const to = endedAt === null ? 'ffffffff-ffff-ffff-ffff-ffffffffffff' : uuidBound(endedAt.getTime() + DAY_MS);
  return { from: uuidBound(uuidTime(runId) - DAY_MS), to };
}
