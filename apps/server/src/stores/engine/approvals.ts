import type { ApprovalChoice, ApprovalValue, ApprovalWay } from '@raccord/contract';
import type { ApprovalPort, Ask, ClaimedBatch, Ring, Settlement } from '@raccord/runtime/ports';
import { uuidv7 } from '@raccord/runtime/uuid';
import type { Pool } from 'pg';
import { writeLiveEvent } from '../../events/live-event.ts';
import { textArray } from '../text-array.ts';
import type { Queryable } from './claim-batch.ts';
import { persistently } from './persistently.ts';
import { resumeRecords } from './resume-records.ts';

/** What people decided, as the engine asks for it. */
export function createApprovalPort(pool: Pool): ApprovalPort {
  return {
    decided: (node, asked) => persistently(() => decided(pool, node, asked)),
    remembered: (batch, node, keys) => persistently(() => remembered(pool, batch, node, keys)),
  };
}

type DecidedRow = {
  record_id: string;
  state: ApprovalChoice;
  data: string;
  edited: string | null;
  how: ApprovalWay;
  decided_by: string | null;
  comment: string | null;
};

async function decided(
  pool: Pool,
  node: string,
  asked: Parameters<ApprovalPort['decided']>[1],
): Promise<Map<string, ApprovalValue>> {
  const which = [node, asked.map(({ recordId }) => recordId), asked.map(({ digest }) => digest)];
  // Before a person who comes too late: whoever finds it open decides it, and nobody else.
  await pool.query(
    `update approvals set state = otherwise, how = 'due', decided_at = now(), heard = true
      where (record_id, digest) in (select * from unnest($2::uuid[], $3::text[])) and node = $1
        and state = 'open' and otherwise is not null and due_at <= now()`,
    which,
  );
  const { rows } = await pool.query<DecidedRow>(
    `select record_id, state, data, edited, how, decided_by, comment from approvals
      where (record_id, digest) in (select * from unnest($2::uuid[], $3::text[])) and node = $1 and state in ('approved', 'rejected')`,
    which,
  );
  return new Map(rows.map((row) => [row.record_id, answerIn(row)]));
}

function answerIn({ state, data, edited, how, decided_by: by, comment }: DecidedRow): ApprovalValue {
  return { decision: state, data: JSON.parse(edited ?? data), edited: edited !== null, how, by, comment };
}

async function remembered(
  pool: Pool,
  batch: ClaimedBatch,
  node: string,
  keys: readonly string[],
): ReturnType<ApprovalPort['remembered']> {
  const { rows } = await pool.query<{
    key: string;
    choice: ApprovalChoice;
    changes: string | null;
    comment: string | null;
    chosen_by: string;
  }>(
    `select key, choice, changes, comment, chosen_by from remembered_choices
      where workspace_id = $1 and flow_id = $2 and environment_id = $3 and node = $4 and key = any($5)`,
    [batch.workspaceId, batch.flowId, batch.environmentId, node, keys],
  );
  return new Map(
    rows.map(({ key, choice, changes, comment, chosen_by: by }) => [
      key,
      { decision: choice, by, comment, ...(changes === null ? {} : { changes: JSON.parse(changes) }) },
    ]),
  );
}

/**
 * Writes down what people are asked, in the transaction that parks the records. The same question about the same data is one row however
 * often a record comes by; one that has been answered wakes the record again.
 */
export async function insertAsks(db: Queryable, batch: ClaimedBatch, asks: readonly Ask[]): Promise<void> {
  if (asks.length === 0) return;
  await db.query(
    `insert into approvals (id, workspace_id, flow_id, version, environment_id, run_id, record_id, node, digest, record_key, question, data,
                            fields, decide, remember_key, due_at, otherwise)
     select u.id, $1, $2, $3, $4, $5, u.record_id, u.node, u.digest, u.record_key, u.question, u.data, u.fields, u.decide, u.remember_key,
            now() + u.due_ms * interval '1 ms', u.otherwise
       from unnest($6::uuid[], $7::uuid[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[],
                   $16::float8[], $17::text[])
            as u(id, record_id, node, digest, record_key, question, data, fields, decide, remember_key, due_ms, otherwise)
     on conflict (record_id, node, digest) do update set heard = false,
       state = case when approvals.state = 'closed' then 'open' else approvals.state end, due_at = excluded.due_at`,
    [
      batch.workspaceId,
      batch.flowId,
      batch.version,
      batch.environmentId,
      batch.runId,
      asks.map(() => uuidv7()),
      asks.map(({ recordId }) => recordId),
      asks.map(({ node }) => node),
      asks.map(({ digest }) => digest),
      textArray(asks.map(({ key }) => key ?? null)),
      // PostgreSQL stores no NUL in a text; in JSON it is escaped.
      textArray(asks.map(({ question }) => question.replaceAll('\u0000', '\ufffd'))),
      textArray(asks.map(({ data }) => JSON.stringify(data))),
      textArray(asks.map(({ fields }) => (fields === undefined ? null : JSON.stringify(fields)))),
      asks.map(({ decide }) => decide),
      textArray(asks.map(({ rememberKey }) => rememberKey ?? null)),
      asks.map(({ dueInMs }) => dueInMs ?? null),
      asks.map(({ otherwise }) => otherwise ?? null),
    ],
  );
  // What the same record was asked about before, with other data, nobody needs to know any more.
  await db.query(
    `update approvals a set state = 'closed' from unnest($1::uuid[], $2::text[], $3::text[]) as u(record_id, node, digest)
      where a.record_id = u.record_id and a.node = u.node and a.digest <> u.digest and a.state = 'open'`,
    [asks.map(({ recordId }) => recordId), asks.map(({ node }) => node), asks.map(({ digest }) => digest)],
  );
  const { workspaceId, flowId, runId, environmentId } = batch;
  const event = writeLiveEvent({ workspaceId, type: 'approval.asked', flowId, runId, environmentId });
  await db.query("select pg_notify('raccord_events', $1)", [event]);
}

/** Records of a batch that ended though a person was still to decide about them: cancelled, or taken for poison. */
export function unanswered({ records }: ClaimedBatch, { ended }: Settlement): string[] {
  const asking = records.filter(({ carried }) => Object.values(carried).some(({ s }) => s === 'asked'));
  const ids = new Set(asking.map(({ id }) => id));
  return ended.flatMap(({ id }) => (ids.has(id) ? [id] : []));
}

/** Nobody waits for an answer about these records any more. */
export async function closeAsks(db: Queryable, recordIds: readonly string[]): Promise<void> {
  if (recordIds.length === 0) return;
  await db.query(`update approvals set state = 'closed' where record_id = any($1) and state = 'open'`, [recordIds]);
}

/** Takes out of the park who waits for an answer. What waits for a retry or a connection hears it when it comes by. */
export function resumeDecided(db: Queryable, recordIds: readonly string[]): Promise<Ring[]> {
  return resumeRecords(db, "record_id = any($1) and reason not in ('retry', 'held', 'lane')", [recordIds]);
}

const AT_ONCE = 1_000;

/**
 * Sends on what has been decided about. Whoever decides does so at once; this is the net for records that were being worked on at that
 * moment and may have looked a moment too early: such a one is looked at again until it is through.
 */
export async function wakeDecided(db: Queryable): Promise<Ring[]> {
  const { rows } = await db.query<{ id: string; record_id: string; working: boolean }>(
    `select a.id, a.record_id, exists (
              select 1 from records r where r.id = a.record_id and r.state = 'waiting' and r.wait_reason = 'turn') as working
       from approvals a where a.state in ('approved', 'rejected') and not a.heard order by a.decided_at limit ${AT_ONCE} for update skip locked`,
  );
  const rings = await resumeDecided(
    db,
    rows.map((row) => row.record_id),
  );
  const heard = rows.filter(({ working }) => !working).map(({ id }) => id);
  await db.query('update approvals set heard = true where id = any($1)', [heard]);
  return rings;
}
