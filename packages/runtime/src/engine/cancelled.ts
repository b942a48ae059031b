import type { ClaimedBatch, Settlement } from '../ports.ts';

/** For records of a run that somebody has cancelled: they end where they are. */
export function cancelledSettlement({ records }: ClaimedBatch): Settlement {
  const ended = records.map(({ id }) => ({ id, state: 'cancelled' as const }));
  return { ended, parked: [], children: [], subRuns: [], asks: [], journal: [], gathersRun: false };
}
