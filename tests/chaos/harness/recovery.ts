import type { Child } from './child.ts';
import { pause } from './scenario.ts';
import type { Stage } from './stage.ts';

type Held = { id: string; fence: number };

/** The batches that are in a worker's hands. */
export async function heldBy({ pool }: Stage, { workerId }: Child): Promise<Held[]> {
  if (workerId === undefined) return [];
  const { rows } = await pool.query<Held>("select id, fence from batches where worker_id = $1 and state = 'running'", [
    workerId,
  ]);
  return rows;
}

/** Resolves, with the milliseconds it took, when all of these batches are in other hands or done; undefined after `timeoutMs`. */
export async function takenOn({ pool }: Stage, held: readonly Held[], timeoutMs: number): Promise<number | undefined> {
  if (held.length === 0) return undefined;
  const started = performance.now();
  const ids = held.map(({ id }) => id);
  const fences = new Map(held.map(({ id, fence }) => [id, fence]));
  while (performance.now() - started < timeoutMs) {
    const found = await pool.query<Held>('select id, fence from batches where id = any($1)', [ids]).then(
      ({ rows }) => rows,
      () => undefined,
    );
    if (found?.every(({ id, fence }) => fence > fences.get(id)!)) return performance.now() - started;
    await pause(25);
  }
  return timeoutMs;
}
