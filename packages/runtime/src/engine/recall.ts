import type { ClaimedBatch } from '../ports.ts';
import { UNSEEN } from './carried.ts';

/**
 * After a worker died: what the journal says was done is done; what was intended and has no result may have been. Changes what the
 * batch's records carry; a second time changes nothing.
 */
export function recallJournal(batch: ClaimedBatch): void {
  const byId = new Map(batch.records.map((record) => [record.id, record]));
  // The journal may lack the last calls of that worker. This outlives the batch: the record may be parked before it gets there again.
  if (batch.fence > 1 || batch.crashes > 0) for (const { carried } of batch.records) carried[UNSEEN] = { s: 'unseen' };
  for (const { node, kind, entries } of batch.journal)
    for (const entry of entries) {
      const carried = byId.get(entry.r)?.carried;
      if (carried === undefined || carried[node]?.s === 'done') continue;
      const known = carried[node];
      const edition = known?.s === 'tried' && known.e !== undefined ? { e: known.e } : {};
      if (kind === 'intent') carried[node] = { s: 'tried', n: entry.n, maybe: true, ...edition };
      else if (entry.f === undefined) carried[node] = { s: 'done', v: entry.v };
      else
        carried[node] = { s: 'tried', n: entry.n, ...(entry.f.uncertain ? { maybe: true as const } : {}), ...edition };
    }
}
