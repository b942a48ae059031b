import { Failure, type FailureData } from '@raccord/contract';
import type { BatchRecord, ClaimedBatch, Ended, Settlement } from '../ports.ts';
import { recallJournal } from './recall.ts';

/** For a record that killed every worker that touched it: into the inbox with its data, and nobody runs it again unasked. */
export function poisonSettlement(batch: ClaimedBatch): Settlement {
  return failedSettlement(batch, new Failure('bug', 'engine.poison', { times: batch.crashes }).toData());
}

/** For records that cannot be run as things are: all of them into the inbox, with what they did before. */
export function failedSettlement(batch: ClaimedBatch, failure: FailureData): Settlement {
  // Somebody will put it right and run them again; what they did stays done.
  recallJournal(batch);
  const ended = batch.records.map((record) => failedAsIs(record, failure));
  return { ended, parked: [], children: [], subRuns: [], asks: [], journal: [], gathersRun: false };
}

function failedAsIs({ id, input, carried, damaged }: BatchRecord, failure: FailureData): Ended {
  const kept = damaged === undefined ? { carried } : { stored: damaged.carried };
  return { id, state: 'failed', node: '', failure, input, ...kept };
}

/** Records of which something in the store cannot be read. Running them on a part of it could do again what they have done. */
export function damagedEnds({ records }: ClaimedBatch): Ended[] {
  return records.flatMap((record) =>
    record.damaged === undefined
      ? []
      : failedAsIs(record, new Failure('bug', 'engine.damaged', { message: record.damaged.why }).toData()),
  );
}
