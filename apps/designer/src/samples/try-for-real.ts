import type { FlowDocument } from '@raccord/contract';
import { api, dataOf } from '../api/client.ts';
import type { TriedOn, TriedRecord } from './sample-queries.ts';

/** Milliseconds between two looks at a run, and after which it is looked at elsewhere. */
const LOOK_MS = 700;
const LONGEST_MS = 60_000;
/** So many of its records are shown here. */
const MOST_SHOWN = 50;

export type RealTry = {
  document: FlowDocument;
  environment: string;
  samples: readonly TriedOn[];
  mode: 'sandbox' | 'real';
  confirm: boolean;
  node?: string;
  only?: boolean;
};

/** @returns the id of the run @throws ApiFailure `trial.notConfirmed`, `trial.notSandbox` with what would be reached */
export async function startRealTry({ document, samples, ...rest }: RealTry): Promise<string> {
  const body = { document, samples: [...samples], ...rest };
  const { run } = await dataOf(api.POST('/api/flows/{id}/try', { params: { path: { id: document.id } }, body }));
  return run!.runId;
}

export type RunSeen = { ended: boolean; records: TriedRecord[] };

/** Waits for a run to end, and reads what became of its records. A long one goes on without us. */
export async function watchRun(runId: string, trigger: string | undefined): Promise<RunSeen> {
  const path = { path: { id: runId } };
  const look = async () => (await dataOf(api.GET('/api/runs/{id}', { params: path }))).status !== 'running';
  let ended = await look();
  for (const from = Date.now(); !ended && Date.now() - from < LONGEST_MS; ended = await look())
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  const query = { limit: MOST_SHOWN };
  const { records } = await dataOf(api.GET('/api/runs/{id}/records', { params: { ...path, query } }));
  const roots = records.filter(({ parentId }) => parentId === null).map(({ id }) => id);
  const read = records.map(async ({ id }): Promise<TriedRecord> => {
    const record = await dataOf(api.GET('/api/records/{id}', { params: { path: { id } } }));
    const { state, waitReason, node, key, parentId, rootId, journey, attempts } = record;
    const given = attempts.flatMap(({ node: at, output }) => (output === undefined ? [] : [[at, output] as const]));
    const values = { ...(trigger === undefined ? {} : { [trigger]: record.input }), ...Object.fromEntries(given) };
    const failed = journey.find((step) => step.node === node && step.failure !== undefined);
    return {
      id,
      index: Math.max(0, roots.indexOf(rootId ?? id)),
      ...(parentId === null ? {} : { parentId }),
      state,
      ...(waitReason === null ? {} : { waitReason }),
      ...(node === null ? {} : { node }),
      ...(key === null ? {} : { key }),
      ...(failed === undefined ? {} : { failure: { kind: '', code: '', message: messageOf(failed) } }),
      visited: journey.map((step) => step.node),
      values,
    };
  });
  return { ended, records: await Promise.all(read) };
}

function messageOf(step: object): string {
  return 'message' in step && typeof step.message === 'string' ? step.message : '';
}
