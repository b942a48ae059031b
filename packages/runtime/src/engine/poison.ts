import { Failure } from '@raccord/contract';
import type { ClaimedBatch, Settlement } from '../ports.ts';
import { recallJournal } from './recall.ts';

/** For a record that killed every worker that touched it: into the inbox with its data, and nobody runs it again unasked. */
export function poisonSettlement(batch: ClaimedBatch): Settlement {
  // Somebody will correct it and run it again; what it did before it killed its workers stays done.
  recallJournal(batch);
  const failure = new Failure('bug', 'engine.poison', { times: batch.crashes }).toData();
  const ended = batch.records.map(({ id, input, carried }) => ({
    id,
    state: 'failed' as const,
    node: '',
    failure,
    input,
    carried,
  }));
  return { ended, parked: [], children: [], subRuns: [], journal: [], gathersRun: false };
}
