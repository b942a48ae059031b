import { setTimeout as pause } from 'node:timers/promises';
import { Failure } from '@raccord/contract';
import type { ApiClient } from './api-client.ts';
import type { OpenFailure, Run } from './api-types.ts';

/** Limits of one call of the API, with room for what is around the records. */
const MOST_RECORDS = 1_000;
const MOST_BYTES = 900_000;
const FIRST_LOOK_MS = 150;
const SLOWEST_LOOK_MS = 2_000;
const LONG_MS = 5_000;
/** Failures told of a run; the inbox has the rest. */
const SHOWN_FAILURES = 50;

export type Outcome = { run: Run; failures: OpenFailure[] };

/** Fires a flow; many records take several runs. @returns the runs' ids */
export async function fireRuns(
  api: ApiClient,
  flow: string,
  environment: string,
  records: readonly unknown[],
): Promise<string[]> {
  const ids: string[] = [];
  for (const inputs of portions(records)) {
    const path = `/api/flows/${encodeURIComponent(flow)}/run`;
    ids.push((await api.send<{ runId: string }>('POST', path, { environment, inputs })).runId);
  }
  return ids;
}

export function portions(records: readonly unknown[], most = MOST_RECORDS, mostBytes = MOST_BYTES): unknown[][] {
  const all: unknown[][] = [];
  let portion: unknown[] = [];
  let bytes = 0;
  for (const record of records) {
    const size = Buffer.byteLength(JSON.stringify(record) ?? 'null') + 1;
    if (portion.length > 0 && (portion.length >= most || bytes + size > mostBytes)) {
      all.push(portion);
      portion = [];
      bytes = 0;
    }
    portion.push(record);
    bytes += size;
  }
  if (portion.length > 0) all.push(portion);
  return all;
}

/**
 * Waits until no record of the run is waiting any more.
 * @param onLong called once, when it takes long
 */
export async function waitForRun(
  api: ApiClient,
  id: string,
  onLook: (run: Run) => void,
  onLong: () => Promise<void>,
): Promise<Outcome> {
  const startedAt = performance.now();
  let told = false;
  for (let wait = FIRST_LOOK_MS; ; wait = Math.min(wait * 1.5, SLOWEST_LOOK_MS)) {
    const run = await patiently(() => api.get<Run>(`/api/runs/${id}`));
    onLook(run);
    if (run.status !== 'running') {
      const query = { runId: id, limit: SHOWN_FAILURES };
      const { failures } = await api.get<{ failures: OpenFailure[] }>('/api/failures', query);
      return { run, failures };
    }
    if (!told && performance.now() - startedAt > LONG_MS) {
      told = true;
      await onLong();
    }
    await pause(wait);
  }
}

/** The server may ask us to look less often. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof Failure) || error.kind !== 'rateLimited') throw error;
      await pause(5_000);
    }
  }
}
