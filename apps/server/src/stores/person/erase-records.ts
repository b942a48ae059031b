import { createHash } from 'node:crypto';
import type { FailureData } from '@raccord/contract';
import type { Carried, CarriedEntry } from '@raccord/runtime/engine/carried';
import type { AttemptEntry } from '@raccord/runtime/ports';
import type { PoolClient } from 'pg';
import { traceTextsOfJson, traceToken } from '../../journey/tokens.ts';
import { ERASED_INPUT, erasePayload, eraseStrings } from '../../person/erase-json.ts';
import type { Subject } from '../../person/subject.ts';
import { cancelRecords } from '../engine/cancel-records.ts';
import { closeFailures } from '../engine/retry-records.ts';
import type { ScannedRow } from './scan.ts';

export type Erasing = { subject: Subject; workspaceId: string; cancels: boolean; by: string };
/** Rows rid of the subject; rows that cannot be yet, since their work has not ended. */
export type Step = { erased: number; later: number };

/** What a record was known by, so that those of one key can still be told to be so. */
const hashed = (key: string) => `erased:${createHash('sha256').update(key).digest('hex').slice(0, 16)}`;
const bare = ({ kind, code }: FailureData): FailureData => ({ kind, code, params: {} });

/**
 * Rids records of the subject: of those that are about nobody else all data goes, with the records made of them, their failures, their
 * lines of the journal, their files and what they are searched by. What they were and how they ended stays: counters go on adding up,
 * and an effect that was done stays done. A record whose work has not ended is cancelled first, or left for later.
 */
export async function eraseRecords(db: PoolClient, scanned: readonly ScannedRow[], erasing: Erasing): Promise<Step> {
  const named = scanned.filter((row) => judge(row, erasing.subject) !== undefined).map((row) => String(row.id));
  if (named.length === 0) return { erased: 0, later: 0 };
  // What a split made of a record is of the same person, whatever it says.
  const wholes = scanned.filter((row) => judge(row, erasing.subject) === 'whole').map((row) => String(row.id));
  const made = await db.query<{ id: string }>('select id from records where root_id = any($1)', [wholes]);
  const ids = [...new Set([...named, ...made.rows.map((row) => row.id)])].sort();
  if (erasing.cancels) await endWork(db, ids, erasing);
  const { rows } = await db.query<RecordRow>(
    `select id, run_id, root_id, key, state, input, carried, answer,
            exists (select 1 from failures f where f.record_id = records.id and f.status in ('open', 'inDoubt', 'retrying')) as open
       from records where id = any($1) order by id for update`,
    [ids],
  );
  const ready = rows.filter((row) => !row.open && row.state !== 'waiting');
  // Whoever follows journeys must not write down what is being erased.
  if (ready.length > 0) await db.query('select 1 from traces_made for update');
  for (const row of ready)
    if (judge(row, erasing.subject) === 'part') await erasePart(db, row, erasing.subject);
    else await eraseWhole(db, row);
  return { erased: ready.length, later: rows.length - ready.length };
}
type RecordRow = {
  id: string;
  run_id: string;
  root_id: string | null;
  key: string | null;
  state: string;
  input: string;
  carried: string | null;
  answer: string | null;
  open: boolean;
};

/** Whether a record is about the subject alone, among others, or not at all. */
function judge(row: Record<string, unknown>, subject: Subject): 'whole' | 'part' | undefined {
  if (typeof row.key === 'string' && subject.in(row.key)) return 'whole';
  const came = erasePayload(JSON.parse(String(row.input)), subject);
  if (came.whole) return 'whole';
  const others = [row.carried, row.answer].some(
    (json) => typeof json === 'string' && erasePayload(JSON.parse(json), subject).taken.length > 0,
  );
  return came.taken.length > 0 || others ? 'part' : undefined;
}

/** Failures that nobody has dealt with are ignored, records that wait cancelled. */
async function endWork(db: PoolClient, ids: readonly string[], { workspaceId, by }: Erasing): Promise<void> {
  const open = await db.query<{ id: string }>(
    "select id from failures where record_id = any($1) and status in ('open', 'inDoubt')",
    [ids],
  );
  if (open.rows.length > 0)
    await closeFailures(db, { workspaceId, failureIds: open.rows.map(({ id }) => id), as: 'ignored', by });
  await cancelRecords(db, ids);
}

async function eraseWhole(db: PoolClient, { id, run_id: runId, key, input, carried }: RecordRow): Promise<void> {
  await forgetFiles(db, input, carried);
  const left = carried === null ? null : JSON.stringify(bareCarried(JSON.parse(carried)));
  await db.query('update records set input = $2, carried = $3, answer = null, key = $4 where id = $1', [
    id,
    ERASED_INPUT,
    left,
    key === null ? null : hashed(key),
  ]);
  await db.query(
    `update failures set data = $2, failure = jsonb_build_object('kind', kind, 'code', code, 'params', '{}'::jsonb)::text,
            record_key = $3, resolution = 'erased' where record_id = $1`,
    [id, ERASED_INPUT, key === null ? null : hashed(key)],
  );
  await db.query(
    `update approvals set data = $2, edited = null, record_key = null, remember_key = null, question = '[erased]', comment = null
      where record_id = $1 and state <> 'open'`,
    [id, ERASED_INPUT],
  );
  await rewriteJournal(db, runId, id, (entry) => ({
    ...bareEntry(entry),
    ...(entry.f === undefined ? {} : { f: bare(entry.f) }),
  }));
  await db.query('delete from traces where record_id = $1', [id]);
}

/** Others are in it too: what is theirs stays, and can be searched for. */
async function erasePart(db: PoolClient, row: RecordRow, subject: Subject): Promise<void> {
  const input = JSON.stringify(erasePayload(JSON.parse(row.input), subject).left);
  const carried =
    row.carried === null
      ? null
      : JSON.stringify(
          Object.fromEntries(
            Object.entries(JSON.parse(row.carried) as Carried).map(([node, entry]) => [node, partOf(entry, subject)]),
          ),
        );
  const answer = row.answer === null ? null : JSON.stringify(erasePayload(JSON.parse(row.answer), subject).left);
  await db.query('update records set input = $2, carried = $3, answer = $4 where id = $1', [
    row.id,
    input,
    carried,
    answer,
  ]);
  const traces = await db.query('delete from traces where record_id = $1 returning workspace_id', [row.id]);
  const tokens = [...traceTextsOfJson(input)].map(traceToken);
  if (traces.rowCount !== 0 && tokens.length > 0)
    await db.query('insert into traces (record_id, workspace_id, tokens) values ($1, $2, $3)', [
      row.id,
      traces.rows[0].workspace_id,
      tokens,
    ]);
}

function partOf(entry: CarriedEntry, subject: Subject): CarriedEntry {
  if ('v' in entry && entry.v !== undefined) return { ...entry, v: erasePayload(entry.v, subject).left };
  if ('f' in entry) return { ...entry, f: eraseStrings(entry.f, subject).left as FailureData };
  return entry;
}

/** Only that it was done, or how it failed. */
function bareCarried(carried: Carried): Carried {
  return Object.fromEntries(
    Object.entries(carried).map(([node, entry]) => {
      if (entry.s === 'done' || entry.s === 'gave') return [node, { s: entry.s }];
      if (entry.s === 'failed' || entry.s === 'doubt') return [node, { ...entry, f: bare(entry.f) }];
      return [node, entry];
    }),
  );
}

/** When, how long, under which key: the receipt. */
const bareEntry = ({ r, n, ms, k }: AttemptEntry): AttemptEntry => ({
  r,
  n,
  ...(ms === undefined ? {} : { ms }),
  ...(k === undefined ? {} : { k }),
});

async function rewriteJournal(
  db: PoolClient,
  runId: string,
  recordId: string,
  rewrite: (entry: AttemptEntry) => AttemptEntry,
): Promise<void> {
  const { rows } = await db.query<{ batch_id: string; seq: number; entries: string }>(
    'select batch_id, seq, entries from attempts where run_id = $1 and strpos(entries, $2) > 0 for update',
    [runId, recordId],
  );
  for (const { batch_id: batchId, seq, entries } of rows) {
    const written = (JSON.parse(entries) as AttemptEntry[]).map((entry) =>
      entry.r === recordId ? rewrite(entry) : entry,
    );
    await db.query('update attempts set entries = $3 where batch_id = $1 and seq = $2', [
      batchId,
      seq,
      JSON.stringify(written),
    ]);
  }
}

/** Attachments that came with it. */
async function forgetFiles(db: PoolClient, ...texts: (string | null)[]): Promise<void> {
  const ids = texts.flatMap((text) =>
    [...(text ?? '').matchAll(/"file":"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"/g)].map(([, id]) => id!),
  );
  if (ids.length > 0) await db.query('delete from files where id = any($1)', [ids]);
}

/** Lines of the journal of other records, which name the subject in what was answered. */
export async function eraseAttempts(
  db: PoolClient,
  scanned: readonly ScannedRow[],
  { subject }: Erasing,
): Promise<Step> {
  let erased = 0;
  for (const row of scanned) {
    const { rows } = await db.query<{ entries: string }>(
      'select entries from attempts where batch_id = $1 and seq = $2 for update',
      [row.batch_id, row.seq],
    );
    if (rows[0] === undefined) continue;
    const entries: AttemptEntry[] = JSON.parse(rows[0].entries);
    const written = entries.map((entry): AttemptEntry => {
      const { v, f, x, ...rest } = entry;
      if (eraseStrings({ v, f, x }, subject).taken.length === 0) return entry;
      return {
        ...rest,
        ...(v === undefined ? {} : { v: erasePayload(v, subject).left }),
        ...(f === undefined ? {} : { f: eraseStrings(f, subject).left as FailureData }),
        ...(x === undefined || eraseStrings(x, subject).taken.length > 0 ? {} : { x }),
      };
    });
    if (JSON.stringify(written) === JSON.stringify(entries)) continue;
    await db.query('update attempts set entries = $3 where batch_id = $1 and seq = $2', [
      row.batch_id,
      row.seq,
      JSON.stringify(written),
    ]);
    // The numbers it was found by: of what it says now, its record is found by its own.
    await db.query('delete from traces where batch_id = $1 and seq = $2', [row.batch_id, row.seq]);
    erased += 1;
  }
  return { erased, later: 0 };
}
