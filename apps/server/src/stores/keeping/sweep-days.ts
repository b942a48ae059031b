import type { Pool, PoolClient } from 'pg';
import { undo } from '../engine/undo.ts';
import { type DatedPartition, datedPartitions, dropPartition } from '../partitions.ts';
import { isForever, joinedDays, joinKeeping, type Keeping, type Times } from './policies.ts';

/** Rows that are put back into a day that is emptied. More: what is over is deleted instead, some at a time. */
const MOST_PUT_BACK = 20_000;
/** Nobody waits longer for a day that is being emptied. */
const EMPTYING_MS = 5_000;
const AT_ONCE = 20_000;
const MOST_DELETES = 50;
/** Days of one table that are looked into in one go. */
const MOST_LOOKED_INTO = 20;
const DAY_MS = 86_400_000;

const swept = ['records', 'attempts', 'files', 'traces', 'runs', 'events'] as const;
type Swept = (typeof swept)[number];

export type Sweeping = { dropped: string[]; emptied: string[]; deleted: number; more: boolean };

/**
 * What stays of a day, as SQL about its rows `t`. Work that has not ended keeps what it needs; of the rest every flow says for itself.
 * Files know of no flow, so they go when the last of the data may.
 */
function stays(table: Swept, age: number, house: Keeping): { joins: string; condition: string } {
  const ofRun = `left join runs u on u.id = t.run_id ${joinKeeping('u')}`;
  const young = `${age} <= ${joinedDays('payloads', house)}`;
  const whole = 't.run_id in (select id from open_runs where whole)';
  const kinds: Record<Swept, { joins: string; condition: string }> = {
    records: { joins: ofRun, condition: `${young} or ${whole} or t.id in (select id from open_records)` },
    attempts: {
      joins: ofRun,
      condition: `${young} or ${whole} or exists (select from open_records o where o.run_id = t.run_id and strpos(t.entries, o.id::text) > 0)`,
    },
    files: { joins: '', condition: 't.id::text in (select id from open_files)' },
    traces: { joins: '', condition: 'exists (select from records r where r.id = t.record_id)' },
    runs: {
      joins: joinKeeping('t'),
      condition: `${age} <= ${joinedDays('metadata', house)} or t.id in (select id from open_runs)`,
    },
    events: { joins: '', condition: 'false' },
  };
  return kinds[table];
}

/**
 * Goes through the days that are older than the shortest time anything is kept. A day of which nothing stays is dropped; one of which
 * little stays is emptied and that put back; of one that mostly stays, rows go some at a time. A day that open work needs is never
 * dropped: new lines of its journal may still come.
 */
export async function sweepDays(
  pool: Pool,
  db: PoolClient,
  { house, times, needed, now }: { house: Keeping; times: Times; needed: ReadonlySet<number>; now: number },
): Promise<Sweeping> {
  const done: Sweeping = { dropped: [], emptied: [], deleted: 0, more: false };
  const today = Math.floor(now / DAY_MS);
  const seen = await db.query<{ partition: string; signature: string }>('select partition, signature from swept_days');
  const signatures = new Map(seen.rows.map((row) => [row.partition, row.signature]));
  for (const table of swept) {
    let looked = 0;
    for (const partition of await datedPartitions(pool, table)) {
      const age = today - partition.day / DAY_MS;
      const limits = times[table === 'runs' || table === 'events' ? 'metadata' : 'payloads'];
      const passed = limits.filter((days) => age > days);
      if (passed.length === 0) break;
      const allOver = passed.length === limits.length && !limits.some(isForever);
      const open = needed.has(partition.day) && table !== 'events';
      if (allOver && !open) {
        await dropPartition(pool, partition.name);
        done.dropped.push(partition.name);
        continue;
      }
      // Files and events are of no flow: they wait for the longest time.
      if (!allOver && (table === 'files' || table === 'events')) continue;
      const signature = JSON.stringify([passed.length, times.digest, open ? today : 0]);
      if (signatures.get(partition.name) === signature) continue;
      if (++looked > MOST_LOOKED_INTO) {
        done.more = true;
        break;
      }
      const end = await sweepDay(pool, db, partition, stays(table, age, house), open);
      if (end === 'dropped' || end === 'emptied') done[end].push(partition.name);
      else done.deleted += end.deleted;
      if (typeof end === 'object' && end.more) done.more = true;
      else await noteSwept(db, partition, signature);
    }
  }
  await db.query('delete from swept_days where to_regclass(partition) is null');
  return done;
}

/** What is left of it is counted anew. */
async function noteSwept(db: PoolClient, { name, day }: DatedPartition, signature: string): Promise<void> {
  await db.query(
    `insert into swept_days (partition, signature) values ($1, $2)
       on conflict (partition) do update set signature = excluded.signature, swept_at = now()`,
    [name, signature],
  );
  await db.query('delete from kept_sizes_made where day = $1::date', [new Date(day).toISOString().slice(0, 10)]);
}

async function sweepDay(
  pool: Pool,
  db: PoolClient,
  { name }: DatedPartition,
  { joins, condition }: { joins: string; condition: string },
  open: boolean,
): Promise<'dropped' | 'emptied' | { deleted: number; more: boolean }> {
  const { rows } = await db.query<{ all: string; kept: string }>(
    `select count(*) as all, count(*) filter (where ${condition}) as kept from ${name} t ${joins}`,
  );
  const [all, kept] = [Number(rows[0]?.all), Number(rows[0]?.kept)];
  if (kept === 0 && !open) {
    await dropPartition(pool, name);
    return 'dropped';
  }
  if (all === kept) return { deleted: 0, more: false };
  if (kept <= MOST_PUT_BACK && (await empty(db, name, `${joins} where ${condition}`))) return 'emptied';
  let deleted = 0;
  for (let times = 0; times < MOST_DELETES; times += 1) {
    const { rowCount } = await db.query(
      `delete from ${name} where ctid = any(array(select t.ctid from ${name} t ${joins} where not (${condition}) limit ${AT_ONCE}))`,
    );
    deleted += rowCount ?? 0;
    if ((rowCount ?? 0) < AT_ONCE) return { deleted, more: false };
  }
  return { deleted, more: true };
}

/** Empties a day but for what stays. Its lock is its own, not its table's. @returns whether it could be had, and in time */
async function empty(db: PoolClient, name: string, staying: string): Promise<boolean> {
  try {
    await db.query(
      `begin; set local lock_timeout = '2s'; set local statement_timeout = ${EMPTYING_MS}; lock table ${name} in access exclusive mode`,
    );
    await db.query(`create temp table put_back on commit drop as select t.* from ${name} t ${staying}`);
    await db.query(`truncate ${name}`);
    await db.query(`insert into ${name} select * from put_back`);
    await db.query('commit');
    return true;
  } catch (error) {
    const broken = await undo(db, error);
    if (broken || !tookTooLong(error)) throw error;
    return false;
  }
}

/** Not had in two seconds, or not done in five. */
const tookTooLong = (error: unknown) =>
  error instanceof Error && 'code' in error && (error.code === '55P03' || error.code === '57014');
