import type { RecordState } from '@raccord/contract';
import type { Pool, PoolClient } from 'pg';
import { uuidBound } from './partitions.ts';
import { textArray } from './text-array.ts';

/** How far records and journal have been followed. `at` as PostgreSQL writes it: to the microsecond. */
export type FollowedTo = { recordId: string; at: string; batchId: string; seq: number };
export type NewRecord = { id: string; workspaceId: string; input: string };
export type NewRow = { batchId: string; seq: number; workspaceId: string; at: string; entries: string };
export type Trace = {
  recordId: string;
  workspaceId: string;
  batchId: string | null;
  seq: number | null;
  tokens: number[];
};

/** A record is stored a moment after its id was made. */
const STORED_MS = 5_000;
/** A transaction older than this is no work of ours (a backup reads for hours). */
const LONGEST_WORK = "interval '60 seconds'";
/** Characters of one record that are looked at. */
const MOST_INPUT = 262_144;

/** Whether anything was written since, however recently: an idle server asks this and writes nothing. */
export async function anythingNew(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ any: boolean }>({
    name: 'anything-to-follow',
    text: `select exists (select 1 from records r where r.id > m.record_id)
               or exists (select 1 from attempts a where a.at >= m.at and (a.at, a.batch_id, a.seq) > (m.at, m.batch_id, m.seq)) as any
             from traces_made m`,
  });
  return rows[0]?.any === true;
}

/** Where the following stands, locked: of several servers one follows. Undefined when another does. */
export async function lockFollowed(
  db: PoolClient,
): Promise<{ to: FollowedTo; horizon: string; horizonMs: number } | undefined> {
  const { rows } = await db.query<FollowedTo & { recordid: string; batchid: string; horizon: string; ms: number }>(
    `select record_id as recordid, at::text as at, batch_id as batchid, seq, h.horizon::text as horizon, extract(epoch from h.horizon)::float8 * 1000 as ms
       from traces_made, (select greatest(coalesce(min(xact_start), now()), now() - ${LONGEST_WORK}) as horizon from pg_stat_activity
                           where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null) h
        for update of traces_made skip locked`,
  );
  const row = rows[0];
  if (row === undefined) return undefined;
  const { recordid: recordId, at, batchid: batchId, seq, horizon, ms } = row;
  return { to: { recordId, at, batchId, seq }, horizon, horizonMs: ms };
}

export async function keepFollowed(db: PoolClient, { recordId, at, batchId, seq }: FollowedTo): Promise<void> {
  await db.query('update traces_made set record_id = $1, at = $2, batch_id = $3, seq = $4', [
    recordId,
    at,
    batchId,
    seq,
  ]);
}

/** What triggers brought since, oldest first. Everything older than the horizon is committed. Records of splits are in their parents. */
export async function newRecords(
  db: PoolClient,
  to: FollowedTo,
  horizonMs: number,
  limit: number,
): Promise<{ records: NewRecord[]; until: string; more: boolean }> {
  const until = uuidBound(horizonMs - STORED_MS);
  if (until <= to.recordId) return { records: [], until: to.recordId, more: false };
  const { rows } = await db.query<{ id: string; workspace_id: string; input: string; root: boolean }>(
    `select id, workspace_id, left(input, ${MOST_INPUT}) as input, parent_id is null as root from records
      where id > $1 and id < $2 order by id limit $3`,
    [to.recordId, until, limit],
  );
  const records = rows
    .filter(({ root }) => root)
    .map(({ id, workspace_id: workspaceId, input }) => ({ id, workspaceId, input }));
  const more = rows.length === limit;
  return { records, until: more ? rows.at(-1)!.id : until, more };
}

/** What calls brought since, in the order in which it was written. */
export async function newRows(db: PoolClient, to: FollowedTo, horizon: string, limit: number): Promise<NewRow[]> {
  const { rows } = await db.query<{ batch_id: string; seq: number; workspace_id: string; at: string; entries: string }>(
    `select batch_id, seq, workspace_id, a.at::text as at, case when kind = 'result' then entries else '[]' end as entries from attempts a
      where a.at >= $1 and a.at < $4 and (a.at, batch_id, seq) > ($1::timestamptz, $2::uuid, $3::int)
      order by a.at, batch_id, seq limit $5`,
    [to.at, to.batchId, to.seq, horizon, limit],
  );
  return rows.map(({ batch_id: batchId, workspace_id: workspaceId, ...row }) => ({ ...row, batchId, workspaceId }));
}

/** What became known of records only as they ran: the name their flow gives them, and data that a person corrected. */
export async function namesOf(
  db: PoolClient,
  ids: readonly string[],
): Promise<Map<string, { key: string | null; input: string | null }>> {
  if (ids.length === 0) return new Map();
  const sorted = [...ids].sort();
  const { rows } = await db.query<{ id: string; key: string | null; input: string | null }>(
    `select id, key, case when edition > 0 then left(input, ${MOST_INPUT}) end as input from records
      where id = any($1) and id >= $2 and id <= $3 and (key is not null or edition > 0)`,
    [sorted, sorted[0], sorted.at(-1)],
  );
  return new Map(rows.map(({ id, ...names }) => [id, names]));
}

export async function storeTraces(db: PoolClient, traces: readonly Trace[]): Promise<void> {
  if (traces.length === 0) return;
  await db.query(
    `insert into traces (record_id, workspace_id, batch_id, seq, tokens)
     select u.record_id, u.workspace_id, u.batch_id, u.seq, u.tokens::int[]
       from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::int[], $5::text[]) as u(record_id, workspace_id, batch_id, seq, tokens)`,
    [
      traces.map(({ recordId }) => recordId),
      traces.map(({ workspaceId }) => workspaceId),
      traces.map(({ batchId }) => batchId),
      traces.map(({ seq }) => seq),
      textArray(traces.map(({ tokens }) => `{${tokens.join()}}`)),
    ],
  );
}

/** Milliseconds by which the index is behind what is written; 0 when nothing waits to be followed. */
export async function behindMs(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ ms: number }>(
    `select coalesce(extract(epoch from now() - least(
              (select timestamptz 'epoch' + interval '1 ms' * ('x' || replace(left(r.id::text, 13), '-', ''))::bit(48)::bigint
                 from records r where r.id > m.record_id order by r.id limit 1),
              (select a.at from attempts a where a.at > m.at order by a.at limit 1)))::float8 * 1000, 0) as ms
       from traces_made m`,
  );
  return Math.max(0, Math.round(rows[0]?.ms ?? 0));
}

export type Found = { recordId: string; batchId: string | null; seq: number | null };

/** Where numbers stand, the newest days first, until there are `limit`. Ends are milliseconds since 1970. */
export async function findTraces(
  pool: Pool,
  workspaceId: string,
  tokens: readonly number[],
  { from, to, limit }: { from?: number | undefined; to?: number | undefined; limit: number },
): Promise<Found[]> {
  const partitions = await pool.query<{ name: string }>(
    `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent
      where p.relname = 'traces' order by c.relname = 'traces_default', c.relname desc`,
  );
  const [min, max] = [uuidBound(from ?? 0), to === undefined ? 'ffffffff-ffff-ffff-ffff-ffffffffffff' : uuidBound(to)];
  const found: Found[] = [];
  for (const { name } of partitions.rows) {
    if (found.length >= limit || !/^traces_\w+$/.test(name)) break;
    const { rows } = await pool.query<{ record_id: string; batch_id: string | null; seq: number | null }>(
      `select record_id, batch_id, seq from ${name}
        where tokens && $1::int[] and workspace_id = $2 and record_id >= $3 and record_id < $4 limit $5`,
      [tokens, workspaceId, min, max, limit - found.length],
    );
    found.push(...rows.map(({ record_id: recordId, batch_id: batchId, seq }) => ({ recordId, batchId, seq })));
  }
  return found;
}

export type Touched = {
  recordId: string;
  rootId: string | null;
  runId: string;
  flowId: string;
  version: number;
  environmentId: string;
  key: string | null;
  state: RecordState;
  node: string | null;
  settledAt: string | null;
  /** What it came with says it. */
  came: boolean;
  calls: { node: string; at: string }[];
};

/**
 * The records behind what was found; those whose number stands for another text are left out. A text with more than plain letters is
 * written in several ways, so it is taken at its number's word.
 */
export async function readTouched(
  pool: Pool,
  workspaceId: string,
  found: readonly Found[],
  texts: readonly string[],
): Promise<Touched[]> {
  const plain = texts.every((text) => /^[\x20-\x7e]+$/.test(text) && !/^\d+$/.test(text));
  const wanted = plain ? texts.map((text) => JSON.stringify(text).slice(1, -1)) : null;
  const ids = [...new Set(found.map(({ recordId }) => recordId))].sort();
  if (ids.length === 0) return [];
  const { rows } = await pool.query<Row>(
    `with found as (select * from unnest($2::uuid[], $3::uuid[], $4::int[]) as u(record_id, batch_id, seq)),
          said as (
            select f.record_id, a.node, a.at from found f join attempts a on a.batch_id = f.batch_id and a.seq = f.seq
             where f.batch_id is not null and a.batch_id >= $5 and ($8::text[] is null or exists (select 1 from unnest($8::text[]) t where strpos(lower(a.entries), t) > 0)))
     select r.id, r.root_id, r.run_id, r.key, r.state, r.node, r.settled_at, n.flow_id, n.version, n.environment_id,
            case when $8::text[] is null then exists (select 1 from found f where f.record_id = r.id and f.batch_id is null)
                 else exists (select 1 from unnest($8::text[]) t where strpos(lower(r.input), t) > 0) end as came,
            exists (select 1 from unnest($8::text[]) t where strpos(lower(coalesce(r.key, '')), t) > 0) as named,
            coalesce((select json_agg(json_build_object('node', s.node, 'at', s.at) order by s.at) from said s where s.record_id = r.id), '[]') as calls
       from records r join runs n on n.id = r.run_id
      where r.id = any($6) and r.id >= $5 and r.id <= $7 and r.workspace_id = $1 order by r.id desc`,
    [
      workspaceId,
      found.map(({ recordId }) => recordId),
      found.map(({ batchId }) => batchId),
      found.map(({ seq }) => seq),
      ids[0],
      ids,
      ids.at(-1),
      wanted,
    ],
  );
  return rows
    .filter(({ came, named, calls }) => came || named || calls.length > 0)
    .map((row) => ({
      recordId: row.id,
      rootId: row.root_id,
      runId: row.run_id,
      flowId: row.flow_id,
      version: row.version,
      environmentId: row.environment_id,
      key: row.key,
      state: row.state,
      node: row.node,
      settledAt: row.settled_at?.toISOString() ?? null,
      came: row.came,
      calls: row.calls.map(({ node, at }) => ({ node, at: new Date(at).toISOString() })),
    }));
}
type Row = {
  id: string;
  root_id: string | null;
  run_id: string;
  key: string | null;
  state: RecordState;
  node: string | null;
  settled_at: Date | null;
  flow_id: string;
  version: number;
  environment_id: string;
  came: boolean;
  named: boolean;
  calls: { node: string; at: string }[];
};
