import { type ConnectorRegistry, Failure } from '@raccord/contract';
import type { Carried } from '@raccord/runtime/engine/carried';
import { effectOf } from '@raccord/runtime/flow/check-uses';
import { storedDocument } from '../flows/read-document.ts';
import type { Db } from '../stores/database.ts';
import type { InboxFailure } from '../stores/failures.ts';
import { getVersionText } from '../stores/flow-versions.ts';
import { getRecord, type RecordDetail } from '../stores/records.ts';

/** `canLook`: the other side can be asked whether it is there. */
export type UnseenEffect = { mayHaveRun: boolean; canLook: boolean };

/** Whether the last call of a failure may have been carried out without our hearing of it. */
export async function unseenEffect(
  { db, registry }: { db: Db; registry: ConnectorRegistry },
  workspaceId: string,
  failure: Pick<InboxFailure, 'status' | 'recordId' | 'node' | 'flowId' | 'version'>,
): Promise<UnseenEffect> {
  const { status, recordId, node: id, flowId, version } = failure;
  const nothing = { mayHaveRun: false, canLook: false };
  if (status !== 'open' && status !== 'inDoubt') return nothing;
  const record = await ifThere(getRecord(db, workspaceId, recordId));
  if (record === undefined || !isOpen(record, id)) return nothing;
  const text = await ifThere(getVersionText(db, workspaceId, flowId, version));
  const node = text === undefined ? undefined : storedDocument(text).nodes.find((one) => one.id === id);
  return { mayHaveRun: true, canLook: node?.kind === 'action' && effectOf(registry, node) === 'readback' };
}

/** A record that has gone on since is another matter. */
function isOpen({ state, carried }: RecordDetail, node: string): boolean {
  const entry = (carried as Carried)[node];
  return (
    (state === 'failed' && entry?.s === 'failed' && entry.maybe === true) ||
    (state === 'inDoubt' && entry?.s === 'doubt')
  );
}

/** What was kept long enough is gone, and its failure tells all that is left. */
async function ifThere<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.kind === 'missing') return undefined;
    throw thrown;
  }
}
