import { recallJournal } from '@raccord/runtime/engine/recall';
import { carriedJson, type Redact } from '@raccord/runtime/engine/redacted-json';
import { failPoint } from '@raccord/runtime/fail-points';
import type { BatchStore, ClaimedBatch } from '@raccord/runtime/ports';
import type { Pool } from 'pg';
import { happened } from '../../happenings.ts';
import { appendAttempts, journalColumns } from './append-attempts.ts';
import { claimBatch } from './claim-batch.ts';
import { earliestWaiting } from './lanes.ts';
import { persistently } from './persistently.ts';
import { insertBatch, isBulky, settleBatch } from './settle-batch.ts';
import { undo } from './undo.ts';

/**
 * The engine's batches in PostgreSQL. What a worker has already done outside is not lost to a database that is away for a minute.
 * @param patient for settlements that may take long for the work there is in them, which the pool would take for a dead connection
 */
export function createBatchStore({ pool, patient, redact }: { pool: Pool; patient: Pool; redact: Redact }): BatchStore {
  return {
    claim: (batchId, workerId) => claimBatch(pool, batchId, workerId),
    append(batch, rows) {
      const columns = journalColumns(batch, rows, redact);
      return persistently(() => appendAttempts(pool, batch, columns));
    },
    async settle(batch, settlement) {
      const place = isBulky(batch, settlement) ? patient : pool;
      const settled = await persistently(() => settleBatch(place, batch, settlement, redact));
      if (settled !== false) happened('settled', { batch, settlement });
      return settled;
    },
    abandon: (batch) => persistently(() => abandonBatch(pool, batch)),
    putBack: (batch) => persistently(() => putBackBatch(pool, batch)),
    cut: (batch) => persistently(() => cutBatch(pool, batch, redact)),
    earliestWaiting: (lane, keys) => persistently(() => earliestWaiting(pool, lane, keys)),
  };
}

async function putBackBatch(pool: Pool, batch: ClaimedBatch): Promise<void> {
  await pool.query(
    "update batches set state = 'queued', worker_id = null, rung_at = now() where id = $1 and fence = $2 and state = 'running'",
    [batch.id, batch.fence],
  );
}

/** Counts as a crash, so that a fault of ours that repeats ends in the inbox and not in a loop. */
async function abandonBatch(pool: Pool, batch: ClaimedBatch): Promise<string[]> {
  failPoint('abandon.before');
  const { rowCount } = await pool.query(
    "update batches set state = 'queued', worker_id = null, crashes = crashes + 1, rung_at = now() where id = $1 and fence = $2 and state = 'running'",
    [batch.id, batch.fence],
  );
  failPoint('abandon.after');
  return rowCount === 1 ? [batch.id] : [];
}

async function cutBatch(pool: Pool, batch: ClaimedBatch, redact: Redact): Promise<string[]> {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query('begin');
    const ours = await client.query("delete from batches where id = $1 and fence = $2 and state = 'running'", [
      batch.id,
      batch.fence,
    ]);
    const ids: string[] = [];
    // What the whole batch's journal says of a record goes with it: a new batch has a journal of its own.
    recallJournal(batch);
    for (const record of ours.rowCount === 1 ? batch.records : []) {
      if (record.damaged === undefined)
        await client.query('update records set carried = $2 where id = $1', [
          record.id,
          carriedJson(record.carried, redact),
        ]);
      const { workspaceId, runId, queue, lane } = batch;
      const ring = await insertBatch(client, {
        workspaceId,
        runId,
        queue,
        recordIds: [record.id],
        crashes: batch.crashes,
        ...(lane === undefined ? {} : { lane }),
      });
      ids.push(ring.id);
    }
    failPoint('cut.beforeCommit');
    await client.query('commit');
    failPoint('cut.after');
    return ids;
  } catch (error) {
    broken = await undo(client, error);
    throw error;
  } finally {
    client.release(broken);
  }
}
