import { createHash } from 'node:crypto';
import { Failure } from '@raccord/contract';
import { uuidv7 } from '@raccord/runtime/uuid';
import type { Pool, PoolClient } from 'pg';
import type { ScanPlace } from './scan.ts';

/** A look is `looking`, then `looked` for a day at most; what is confirmed is `erasing`, then `erased`; a look that is not is `over`. */
export const personJobStates = ['looking', 'looked', 'erasing', 'erased', 'over'] as const;
export type PersonJobState = (typeof personJobStates)[number];

/** What was found; of the person it says nothing. */
export type PersonFound = {
  /** Rows, by table. */
  tables: Record<string, { found: number; erased: number }>;
  /** Rows, by flow. */
  flows: Record<string, number>;
  /** Of those, records and failures whose work has not ended. */
  open: number;
  /** Rows that name the person and are not erased, by table. */
  elsewhere: Record<string, number>;
};
export type PersonJob = {
  id: string;
  state: PersonJobState;
  /** Beginning of the SHA-256 of what was searched for. */
  hash: string;
  found: PersonFound;
  cancels: boolean;
  /** It waits for work that has not ended. */
  waits: boolean;
  askedBy: string;
  askedAt: string;
  lookedAt: string | null;
  confirmedBy: string | null;
  confirmedAt: string | null;
  endedAt: string | null;
  failure: string | null;
};
/** Where the work is. `later`: rows that could not be erased yet, so that all is gone through once more. */
export type PersonPlace = ScanPlace & { later: number; pass: number };

export const nothingFound = (): PersonFound => ({ tables: {}, flows: {}, open: 0, elsewhere: {} });
export const hashOf = (text: string) => createHash('sha256').update(text).digest();

const MOST_AT_ONCE = 10;
const SELECT = `select id, state, left(encode(subject_hash, 'hex'), 16) as hash, found, place, due_at > now() as waits, cancels, asked_by, asked_at,
  looked_at, confirmed_by, confirmed_at, ended_at, failure, subject from person_jobs`;
type Row = {
  id: string;
  state: PersonJobState;
  hash: string;
  found: string;
  place: string | null;
  waits: boolean;
  cancels: boolean;
  asked_by: string;
  asked_at: Date;
  looked_at: Date | null;
  confirmed_by: string | null;
  confirmed_at: Date | null;
  ended_at: Date | null;
  failure: string | null;
  subject: string | null;
};
const fromRow = (row: Row): PersonJob => ({
  id: row.id,
  state: row.state,
  hash: row.hash,
  found: { ...nothingFound(), ...JSON.parse(row.found) },
  cancels: row.cancels,
  waits: row.state === 'erasing' && row.waits,
  askedBy: row.asked_by,
  askedAt: row.asked_at.toISOString(),
  lookedAt: row.looked_at?.toISOString() ?? null,
  confirmedBy: row.confirmed_by,
  confirmedAt: row.confirmed_at?.toISOString() ?? null,
  endedAt: row.ended_at?.toISOString() ?? null,
  failure: row.failure,
});

/** Begins a look. @throws Failure `rateLimited` / `keeping.busy` */
export async function startLook(pool: Pool, workspaceId: string, subject: string, by: string): Promise<PersonJob> {
  const id = uuidv7();
  const { rowCount } = await pool.query(
    `insert into person_jobs (id, workspace_id, subject, subject_hash, state, asked_by)
     select $1, $2, $3, $4, 'looking', $5
      where (select count(*) from person_jobs where state in ('looking', 'erasing')) < ${MOST_AT_ONCE}`,
    [id, workspaceId, subject, hashOf(subject), by],
  );
  if (rowCount === 0) throw new Failure('rateLimited', 'keeping.busy');
  return getPersonJob(pool, workspaceId, id);
}

/** @throws Failure `missing` / `keeping.noJob` */
export async function getPersonJob(pool: Pool, workspaceId: string, id: string): Promise<PersonJob> {
  const { rows } = await pool.query<Row>(`${SELECT} where workspace_id = $1 and id = $2`, [workspaceId, id]);
  if (rows[0] === undefined) throw new Failure('missing', 'keeping.noJob');
  return fromRow(rows[0]);
}

/** The newest first. */
export async function listPersonJobs(pool: Pool, workspaceId: string, limit = 50): Promise<PersonJob[]> {
  const { rows } = await pool.query<Row>(`${SELECT} where workspace_id = $1 order by id desc limit $2`, [
    workspaceId,
    limit,
  ]);
  return rows.map(fromRow);
}

/** Whom a look that is through is about. @throws Failure `missing` / `keeping.noJob`, `duplicate` / `keeping.notLooked` */
export async function lookedFor(pool: Pool, workspaceId: string, id: string): Promise<string> {
  const { rows } = await pool.query<Row>(`${SELECT} where workspace_id = $1 and id = $2`, [workspaceId, id]);
  const [row] = rows;
  if (row === undefined) throw new Failure('missing', 'keeping.noJob');
  if (row.state !== 'looked' || row.subject === null) throw new Failure('duplicate', 'keeping.notLooked');
  return row.subject;
}

/** From now on it is erased. @throws Failure `duplicate` / `keeping.notLooked`: somebody was faster, or it is over */
export async function confirmErasing(
  pool: Pool,
  workspaceId: string,
  id: string,
  { cancels, by }: { cancels: boolean; by: string },
): Promise<void> {
  const { rowCount } = await pool.query(
    `update person_jobs set state = 'erasing', place = null, due_at = now(), cancels = $3, confirmed_by = $4, confirmed_at = now()
      where workspace_id = $1 and id = $2 and state = 'looked'`,
    [workspaceId, id, cancels, by],
  );
  if (rowCount === 0) throw new Failure('duplicate', 'keeping.notLooked');
}

/** A look is let go: whom it was about is forgotten. */
export async function endLook(pool: Pool, workspaceId: string, id: string): Promise<void> {
  const { rowCount } = await pool.query(
    `update person_jobs set state = 'over', subject = null, ended_at = now()
      where workspace_id = $1 and id = $2 and state in ('looking', 'looked')`,
    [workspaceId, id],
  );
  if (rowCount === 0) throw new Failure('duplicate', 'keeping.notLooked');
}

/** Looks that nobody has followed up within a day. */
export async function forgetOldLooks(pool: Pool): Promise<void> {
  await pool.query(
    `update person_jobs set state = 'over', subject = null, ended_at = now()
      where state = 'looked' and looked_at < now() - interval '1 day'`,
  );
}

export type OpenPersonJob = {
  id: string;
  workspaceId: string;
  state: 'looking' | 'erasing';
  subject: string;
  place: PersonPlace;
  found: PersonFound;
  cancels: boolean;
  by: string;
};

/** The oldest that is due, locked: of several servers one does it. */
export async function takePersonJob(db: PoolClient): Promise<OpenPersonJob | undefined> {
  const { rows } = await db.query<Row & { workspace_id: string; subject: string; state: 'looking' | 'erasing' }>(
    `select *, left(encode(subject_hash, 'hex'), 16) as hash, false as waits from person_jobs
      where state in ('looking', 'erasing') and due_at <= now() order by id limit 1 for update skip locked`,
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    state: row.state,
    subject: row.subject,
    place: row.place === null ? { table: 0, later: 0, pass: 1 } : JSON.parse(row.place),
    found: { ...nothingFound(), ...JSON.parse(row.found) },
    cancels: row.cancels,
    by: row.confirmed_by ?? row.asked_by,
  };
}

/** How far it is; `pauseMs` before it goes on. */
export async function movePersonJob(
  db: PoolClient,
  job: OpenPersonJob,
  { place, found, pauseMs = 0 }: { place: PersonPlace; found: PersonFound; pauseMs?: number },
): Promise<void> {
  await db.query(
    `update person_jobs set place = $2, found = $3, due_at = now() + $4 * interval '1 ms', failure = null where id = $1`,
    [job.id, JSON.stringify(place), JSON.stringify(found), pauseMs],
  );
}

export async function endPersonStep(db: PoolClient, job: OpenPersonJob, found: PersonFound): Promise<void> {
  if (job.state === 'looking')
    await db.query(
      `update person_jobs set state = 'looked', looked_at = now(), place = null, found = $2, failure = null where id = $1`,
      [job.id, JSON.stringify(found)],
    );
  else {
    await db.query(
      `update person_jobs set state = 'erased', ended_at = now(), subject = null, place = null, found = $2, failure = null where id = $1`,
      [job.id, JSON.stringify(found)],
    );
    await db.query(
      `insert into events (id, workspace_id, type, subject, actor, data)
       select $1, workspace_id, 'person.erased', 'person:' || left(encode(subject_hash, 'hex'), 16), $2, $3 from person_jobs where id = $4`,
      [uuidv7(), job.by, JSON.stringify({ tables: found.tables }), job.id],
    );
  }
}

/** Why it did not go on; it is tried again in a while. */
export async function notePersonFailure(pool: Pool, id: string, failure: string): Promise<void> {
  await pool.query(
    `update person_jobs set failure = $2, due_at = now() + interval '30 seconds' where id = $1 and state in ('looking', 'erasing')`,
    [id, failure.slice(0, 300)],
  );
}
