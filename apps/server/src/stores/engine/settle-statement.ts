import type { FailureData } from '@raccord/contract';
import { answerJson, carriedJson, failureJson } from '@raccord/runtime/engine/redacted-json';
import type { ClaimedBatch, Ended, Settlement } from '@raccord/runtime/ports';
import { uuidv7 } from '@raccord/runtime/uuid';
import { textArray } from '../text-array.ts';
import type { JournalColumns } from './append-attempts.ts';
import { type Queryable, span } from './claim-batch.ts';
import { fingerprint } from './fingerprint.ts';

/**
 * The end of a batch in one statement: the batch goes, its journal's last rows, its records' states, what is parked, what failed
 * and the run's counters come, all or nothing, and only if the batch is still ours (its fence).
 *
 * The counters come last, and read how many records have moved. Where two batches of a run end together, the second waits for the
 * run's row and looks at it again (EvalPlanQual); PostgreSQL 18 then prunes every partition from an update of the same statement that
 * has not run yet, and it would find no record. If ever fewer have moved than were to, the division by zero undoes everything.
 *
 * What failed of a record that has come again since and now went through is nobody's work any more (`overtaken`). One that somebody is
 * just deciding about is left to them.
 */
const settle = `
with ours as (
  delete from batches where id = $1 and fence = $2 and state = 'running' returning workspace_id, run_id
), journal as (
  insert into attempts (batch_id, seq, workspace_id, run_id, node, kind, fence, entries)
  select $1, u.seq, o.workspace_id, o.run_id, u.node, u.kind, $2, u.entries
    from ours o, unnest($3::int[], $4::text[], $5::text[], $6::text[]) as u(seq, node, kind, entries)
  on conflict do nothing
), moved as (
  update records r set state = u.state::record_state, wait_reason = u.reason::wait_reason, node = u.node, key = coalesce(u.key, r.key),
         carried = u.carried, answer = coalesce(u.answer, r.answer), settled_at = case when u.reason is null then now() end
    from ours o, unnest($7::uuid[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[])
         as u(id, state, reason, node, key, carried, answer)
   where r.id = u.id and r.id >= $14 and r.id <= $15
  returning r.id
), parking as (
  insert into parked (record_id, workspace_id, run_id, reason, node, due_at, connection_id, group_id, lane, lane_key)
  select u.id, o.workspace_id, o.run_id, u.reason::wait_reason, u.node, now() + u.delay_ms * interval '1 ms', u.connection_id, u.group_id, $16, u.lane_key
    from ours o, unnest($17::uuid[], $18::text[], $19::text[], $20::float8[], $21::uuid[], $22::uuid[], $23::text[])
         as u(id, reason, node, delay_ms, connection_id, group_id, lane_key)
), again as (
  update failures f set status = 'resolved', resolved_at = now(), resolution = case when u.state in ('failed', 'inDoubt') then 'failedAgain' when u.state = 'cancelled' then 'cancelled' else 'retried' end
    from ours o, unnest($7::uuid[], $8::text[], $9::text[]) as u(id, state, reason)
   where $24 and f.record_id = u.id and f.status = 'retrying' and u.reason is null
), failing as (
  insert into failures (id, workspace_id, run_id, record_id, flow_id, version, environment_id, node, kind, code, failure, fingerprint, data, status, record_key)
  select u.id, o.workspace_id, o.run_id, u.record_id, $25, $26, $27, u.node, u.kind, u.code, u.failure, u.fingerprint, u.data, u.status, u.record_key
    from ours o, unnest($28::uuid[], $29::uuid[], $30::text[], $31::text[], $32::text[], $33::text[], $34::text[], $35::text[], $36::text[], $45::text[])
         as u(id, record_id, node, kind, code, failure, fingerprint, data, status, record_key)
), overtaken as (
  update failures f set status = 'resolved', resolved_at = now(), resolution = 'laterWrite'
   where exists (select 1 from failures where flow_id = $25 and status = 'open' and record_key is not null)
     and f.id in (
       select e.id from ours o, unnest($46::uuid[], $47::text[]) as u(id, key), lateral (
         select id from failures where flow_id = $25 and record_key = u.key and status = 'open' and workspace_id = o.workspace_id
            and environment_id = $27 and record_id < u.id limit 100 for update skip locked) as e)
), counted as (
  update runs r set total = r.total + $37, waiting = r.waiting + $37 - $38, succeeded = r.succeeded + $39, filtered = r.filtered + $40,
         failed = r.failed + $41, in_doubt = r.in_doubt + $42, cancelled = r.cancelled + $43,
         ended_at = case when not r.open and r.waiting + $37 - $38 = 0 then now() end
    from ours o, (select 1 / (count(*) = $44 * (select count(*) from ours))::int as all_of_them from moved) m
   where r.id = o.run_id and m.all_of_them = 1
  returning r.open, r.waiting, r.cancelled_at is not null as cancelled
)
select (select count(*) from ours)::int as ours, (select waiting from counted) as waiting, (select open from counted) as open,
       (select cancelled from counted) as cancelled`;

/** Three thousand years. What asks for more (a typing error in a duration) must not make the statement fail for the whole batch. */
const LONGEST_WAIT_MS = 1e14;

/** What the run still waits for, whether more may come, and whether somebody cancelled it. */
export type Settled = { waiting: number; open: boolean; cancelled: boolean };

/** @returns what the run still waits for; false when the batch is no longer ours, and nothing was written */
export async function runSettleStatement(
  db: Queryable,
  batch: ClaimedBatch,
  settlement: Settlement,
  journal: JournalColumns,
  redact: (text: string) => string,
): Promise<Settled | false> {
  const { ended, parked, children } = settlement;
  const moved = [
    ...ended.map((each) => ({
      id: each.id,
      state: each.state as string,
      reason: null,
      node: each.node ?? null,
      key: each.key,
      carried: each.carried,
      stored: each.stored,
      answer: each.answer,
    })),
    ...parked.map((each) => ({
      id: each.id,
      state: 'waiting',
      reason: each.reason,
      node: each.node,
      key: each.key,
      carried: each.carried,
      stored: undefined,
      answer: undefined,
    })),
  ];
  const { min, max } = span(moved.map((each) => each.id));
  const failed = ended.filter((each): each is Ended & { failure: FailureData } => each.failure !== undefined);
  const count = (state: string) => ended.reduce((sum, each) => sum + (each.state === state ? 1 : 0), 0);
  const failures = failed.map((each) => ({ ...each, text: failureJson(each.failure, redact) }));
  // The parts of a split have their whole's key or none of their own.
  const alone = new Set(batch.records.flatMap(({ id, parentId }) => (parentId === undefined ? [id] : [])));
  const written = ended.filter(
    (each): each is Ended & { key: string } =>
      each.state === 'succeeded' && each.key !== undefined && alone.has(each.id),
  );
  const values = [
    batch.id,
    batch.fence,
    journal.seqs,
    journal.nodes,
    journal.kinds,
    textArray(journal.entries),
    moved.map((each) => each.id),
    moved.map((each) => each.state),
    moved.map((each) => each.reason),
    moved.map((each) => each.node),
    moved.map((each) => each.key ?? null),
    textArray(
      moved.map(({ stored, carried }) => stored ?? (carried === undefined ? null : carriedJson(carried, redact))),
    ),
    textArray(moved.map((each) => (each.answer === undefined ? null : answerJson(each.answer, redact)))),
    min,
    max,
    batch.lane ?? null,
    parked.map((each) => each.id),
    parked.map((each) => each.reason),
    parked.map((each) => each.node),
    parked.map((each) => (each.delayMs === undefined ? null : Math.min(each.delayMs, LONGEST_WAIT_MS))),
    parked.map((each) => each.connectionId ?? null),
    parked.map((each) => each.groupId ?? null),
    parked.map((each) => (alone.has(each.id) ? (each.key ?? null) : null)),
    batch.records.some((record) => record.edition > 0),
    batch.flowId,
    batch.version,
    batch.environmentId,
    failures.map(() => uuidv7()),
    failures.map((each) => each.id),
    failures.map((each) => each.node ?? ''),
    failures.map((each) => each.failure.kind),
    failures.map((each) => each.failure.code),
    textArray(failures.map((each) => each.text)),
    failures.map((each) => fingerprint(batch.flowId, each.node ?? '', each.failure, each.input)),
    textArray(failures.map((each) => JSON.stringify(each.input ?? null))),
    failures.map((each) => (each.state === 'inDoubt' ? 'inDoubt' : 'open')),
    children.length,
    ended.length,
    count('succeeded'),
    count('filtered'),
    count('failed'),
    count('inDoubt'),
    count('cancelled'),
    moved.length,
    failures.map((each) => (alone.has(each.id) ? (each.key ?? null) : null)),
    written.map((each) => each.id),
    written.map((each) => each.key),
  ];
  const { rows } = await db.query<Settled & { ours: number }>({
    name: 'settle',
    text: settle,
    values,
  });
  const [row] = rows;
  if (row === undefined || row.ours === 0) return false;
  return { waiting: row.waiting, open: row.open, cancelled: row.cancelled };
}
