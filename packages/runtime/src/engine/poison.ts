import { Failure, type FailureData } from '@raccord/contract';
import type { ClaimedBatch, Settlement } from '../ports.ts';
import { recallJournal } from './recall.ts';

/** For a record that killed every worker that touched it: into the inbox with its data, and nobody runs it again unasked. */
export function poisonSettlement(batch: ClaimedBatch): Settlement {
  return failedSettlement(batch, new Failure('bug', 'engine.poison', { times: batch.crashes }).toData());
}

/** For records that cannot be run as things are: all of them into the inbox, with what they did before. */
export function failedSettlement(batch: ClaimedBatch, failure: FailureData): Settlement {
  // Somebody will put it right and run them again; what they did stays done.
  recallJournal(batch);
  const ended = batch.records.map(({ id, input, carried }) => ({
    id,
    state: 'failed' as const,
    node: '',
    failure,
    input,
    carried,
  }));
  return { ended, parked: [], children: [], subRuns: [], asks: [], journal: [], gathersRun: false };
}
