import { entriesJson } from '@raccord/runtime/engine/redacted-json';
import type { AttemptRow, ClaimedBatch } from '@raccord/runtime/ports';
import { textArray } from '../text-array.ts';
import type { Queryable } from './claim-batch.ts';

/**
 * Numbers the rows of a batch's journal. A number says under which claim a row was written, so a row sent twice because the first
 * answer was lost is stored once, and a later claim goes on behind the earlier one.
 */
export function rowNumber(batch: ClaimedBatch, count: number): number {
  return batch.fence * 100_000 + count;
}

const counts = new WeakMap<ClaimedBatch, number>();
export function nextRowNumber(batch: ClaimedBatch): number {
  const count = counts.get(batch) ?? 0;
  counts.set(batch, count + 1);
  return rowNumber(batch, count);
}

/** Locks the batch, so that whoever takes it over reads the journal with these rows in it, or is there first and they are refused. */
const append = `
  with b as (select * from batches where id = $1 and fence = $2 and state = 'running' for share)
  insert into attempts (batch_id, seq, workspace_id, run_id, node, kind, fence, entries)
  select b.id, u.seq, b.workspace_id, b.run_id, u.node, u.kind, b.fence, u.entries
    from b, unnest($3::int[], $4::text[], $5::text[], $6::text[]) as u(seq, node, kind, entries)
  on conflict do nothing returning seq`;
const held = `select 1 from batches where id = $1 and fence = $2 and state = 'running'`;

export type JournalColumns = { seqs: number[]; nodes: string[]; kinds: string[]; entries: string[] };

/** The journal's rows as columns, redacted before they leave this process. */
export function journalColumns(
  batch: ClaimedBatch,
  rows: readonly AttemptRow[],
  redact: (text: string) => string,
): JournalColumns {
  return {
    seqs: rows.map(() => nextRowNumber(batch)),
    nodes: rows.map((row) => row.node),
    kinds: rows.map((row) => row.kind),
    entries: rows.map((row) => entriesJson(row.entries, redact)),
  };
}

/** Appends to the journal while the batch is ours. @returns false when it no longer is */
export async function appendAttempts(db: Queryable, batch: ClaimedBatch, columns: JournalColumns): Promise<boolean> {
  const { seqs, nodes, kinds, entries } = columns;
  const values = [batch.id, batch.fence, seqs, nodes, kinds, textArray(entries)];
  const result = await db.query({ name: 'append-attempts', text: append, values });
  if (result.rowCount === seqs.length) return true;
  const still = await db.query(held, [batch.id, batch.fence]);
  return still.rowCount === 1;
}
