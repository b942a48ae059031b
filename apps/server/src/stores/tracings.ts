import { Failure } from '@raccord/contract';
import { uuidv7 } from '@raccord/runtime/uuid';
import type { Pool } from 'pg';
import { textArray } from './text-array.ts';

/** What one tracing keeps at most; it switches itself off then. */
export const MOST_ENTRIES = 2_000;
export const MOST_TRACED_BYTES = 10 * 1_048_576;
/** At the same time, in a workspace. */
const MOST_ON = 10;

export type Tracing = {
  id: string;
  flowId: string | null;
  connectionId: string | null;
  startedBy: string;
  startedAt: string;
  until: string;
  entries: number;
  bytes: number;
  /** Null: it goes on. */
  ended: { at: string; because: 'time' | 'size' | 'person'; by: string | null } | null;
};
export type TracingSubject = { flowId: string } | { connectionId: string };

type Row = {
  id: string;
  flow_id: string | null;
  connection_id: string | null;
  started_by: string;
  started_at: Date;
  until: Date;
  entries: number;
  bytes: number;
  ended_at: Date | null;
  ended_by: string | null;
  over: boolean;
};
const columns = `id, flow_id, connection_id, started_by, started_at, until, entries, bytes::float8 as bytes, ended_at, ended_by,
  (ended_at is not null or until <= now()) as over`;

function shown(row: Row): Tracing {
  const { ended_at: endedAt, ended_by: by, until } = row;
  const because = endedAt === null ? 'time' : by === null ? 'size' : 'person';
  return {
    id: row.id,
    flowId: row.flow_id,
    connectionId: row.connection_id,
    startedBy: row.started_by,
    startedAt: row.started_at.toISOString(),
    until: until.toISOString(),
    entries: row.entries,
    bytes: row.bytes,
    ended: row.over ? { at: (endedAt ?? until).toISOString(), because, by } : null,
  };
}

/**
 * Switches it on.
 * @throws Failure input `tracing.alreadyOn`, rateLimited `tracing.tooMany`
 */
export async function startTracing(
  pool: Pool,
  workspaceId: string,
  subject: TracingSubject,
  { minutes, by }: { minutes: number; by: string },
): Promise<Tracing> {
  const flowId = 'flowId' in subject ? subject.flowId : null;
  const connectionId = 'connectionId' in subject ? subject.connectionId : null;
  const client = await pool.connect();
  let broken = true;
  try {
    await client.query('begin');
    // One after the other, so that two people at once make one.
    await client.query(`select pg_advisory_xact_lock(hashtext('raccord.tracings'), hashtext($1))`, [workspaceId]);
    const { rows: on } = await client.query<{ same: boolean }>(
      `select coalesce(flow_id = $2 or connection_id = $3, false) as same from tracings
        where workspace_id = $1 and ended_at is null and until > now()`,
      [workspaceId, flowId, connectionId],
    );
    if (on.some(({ same }) => same)) throw new Failure('input', 'tracing.alreadyOn');
    if (on.length >= MOST_ON) throw new Failure('rateLimited', 'tracing.tooMany', { most: MOST_ON });
    const { rows } = await client.query<Row>(
      `insert into tracings (id, workspace_id, flow_id, connection_id, started_by, until, most_entries, most_bytes)
       values ($1, $2, $3, $4, $5, now() + make_interval(mins => $6), $7, $8) returning ${columns}`,
      [uuidv7(), workspaceId, flowId, connectionId, by, minutes, MOST_ENTRIES, MOST_TRACED_BYTES],
    );
    await client.query('commit');
    broken = false;
    return shown(rows[0]!);
  } catch (error) {
    if (error instanceof Failure) {
      await client.query('rollback');
      broken = false;
    }
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Switches it off; one that is off already stays as it is. @throws Failure missing `tracing.gone` */
export async function stopTracing(pool: Pool, workspaceId: string, id: string, by: string): Promise<Tracing> {
  await pool.query(
    `update tracings set ended_at = now(), ended_by = $3
      where workspace_id = $1 and id = $2 and ended_at is null and until > now()`,
    [workspaceId, id, by],
  );
  return getTracing(pool, workspaceId, id);
}

/** @throws Failure missing `tracing.gone` */
export async function getTracing(pool: Pool, workspaceId: string, id: string): Promise<Tracing> {
  const { rows } = await pool.query<Row>(`select ${columns} from tracings where workspace_id = $1 and id = $2`, [
    workspaceId,
    id,
  ]);
  if (rows[0] === undefined) throw new Failure('missing', 'tracing.gone');
  return shown(rows[0]);
}

/** The newest first. */
export async function listTracings(
  pool: Pool,
  workspaceId: string,
  of: { flowId?: string | undefined; connectionId?: string | undefined },
  limit: number,
): Promise<Tracing[]> {
  const { rows } = await pool.query<Row>(
    `select ${columns} from tracings where workspace_id = $1
        and ($2::text is null or flow_id = $2) and ($3::uuid is null or connection_id = $3) order by id desc limit $4`,
    [workspaceId, of.flowId ?? null, of.connectionId ?? null, limit],
  );
  return rows.map(shown);
}

export type TracingEntry = {
  seq: number;
  at: string;
  kind: 'call' | 'evaluation';
  flowId: string | null;
  runId: string | null;
  recordId: string | null;
  node: string | null;
  data: unknown;
};

/** In the order they came; `after` is the `seq` of the last one seen. The caller has seen that the tracing is the workspace's. */
export async function readTracingEntries(
  pool: Pool,
  tracingId: string,
  { after, limit }: { after: number; limit: number },
): Promise<TracingEntry[]> {
  const { rows } = await pool.query<Omit<TracingEntry, 'at' | 'data'> & { at: Date; data: string }>(
    `select seq::float8 as seq, at, kind, flow_id as "flowId", run_id as "runId", record_id as "recordId", node, data
       from tracing_entries where tracing_id = $1 and seq > $2 order by seq limit $3`,
    [tracingId, after, limit],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString(), data: JSON.parse(row.data) }));
}

/** An entry on its way in. `data`: JSON, redacted and bounded. */
export type NewEntry = Omit<TracingEntry, 'seq' | 'at' | 'data'> & { tracingId: string; at: number; data: string };
/** What took entries; `over` when it takes no more. */
export type Tracked = {
  id: string;
  workspaceId: string;
  flowId: string | null;
  connectionId: string | null;
  over: boolean;
};

/**
 * Keeps entries of tracings that still go on, and switches those off that have become too large. The row of the tracing is locked
 * meanwhile, so that entries become visible in the order of their numbers.
 */
export async function addTracingEntries(pool: Pool, entries: readonly NewEntry[]): Promise<Tracked[]> {
  const { rows } = await pool.query<Tracked>({
    name: 'add-tracing-entries',
    text: `with e as (
        select * from unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::uuid[], $6::uuid[], $7::text[], $8::text[])
          with ordinality as u(tracing_id, at, kind, flow_id, run_id, record_id, node, data, place)
      ), open as (
        update tracings t set entries = t.entries + n.count, bytes = t.bytes + n.bytes,
               ended_at = case when t.entries + n.count >= t.most_entries or t.bytes + n.bytes >= t.most_bytes then now() end
          from (select tracing_id, count(*)::int as count, sum(octet_length(data)) as bytes from e group by tracing_id) n
         where t.id = n.tracing_id and t.ended_at is null and t.until > now()
        returning t.id, t.workspace_id, t.flow_id, t.connection_id, t.ended_at is not null as over
      ), kept as (
        insert into tracing_entries (workspace_id, tracing_id, at, kind, flow_id, run_id, record_id, node, data)
        select open.workspace_id, e.tracing_id, e.at, e.kind, e.flow_id, e.run_id, e.record_id, e.node, e.data
          from e join open on open.id = e.tracing_id order by e.place
      )
      select id, workspace_id as "workspaceId", flow_id as "flowId", connection_id as "connectionId", over from open`,
    values: [
      entries.map(({ tracingId }) => tracingId),
      entries.map(({ at }) => new Date(at)),
      entries.map(({ kind }) => kind),
      entries.map(({ flowId }) => flowId),
      entries.map(({ runId }) => runId),
      entries.map(({ recordId }) => recordId),
      entries.map(({ node }) => node),
      textArray(entries.map(({ data }) => data)),
    ],
  });
  return rows;
}
