import { uuidv7 } from '@raccord/runtime/uuid';
import type { Pool, PoolClient } from 'pg';
import type { Sweeping } from './sweep-days.ts';

export type CleanUp = {
  id: string;
  startedAt: string;
  endedAt: string | null;
  dropped: number;
  emptied: number;
  deleted: number;
  more: boolean;
  failure: string | null;
};

/** The one who keeps house, of all servers; undefined when another does. The lock is the connection's: it ends with it. */
export async function asHousekeeper<T>(pool: Pool, act: (db: PoolClient) => Promise<T>): Promise<T | undefined> {
  const db = await pool.connect();
  let failed = true;
  try {
    const { rows } = await db.query<{ mine: boolean }>(
      "select pg_try_advisory_lock(hashtext('raccord.house')) as mine",
    );
    const result = rows[0]?.mine ? await act(db) : undefined;
    failed = false;
    return result;
  } finally {
    // A connection that is given up ends some time later, and with it the lock: the next to ask would be told that somebody is at it.
    await db.query('select pg_advisory_unlock_all()').catch(() => undefined);
    db.release(failed);
  }
}

/** Whether it is time: an hour after the last, at once when that one was not through or somebody asks, some minutes after a failed one. */
export async function cleanUpDue(db: Pick<Pool, 'query'>): Promise<boolean> {
  const { rows } = await db.query<{ due: boolean }>(
    `select coalesce((select c.more or exists (select from settings s where s.name = 'keeping.wanted' and s.updated_at > c.started_at)
                          or c.started_at < now() - case when c.failure is null then interval '1 hour' else interval '5 minutes' end
                        from clean_ups c order by c.id desc limit 1), true) as due`,
  );
  return rows[0]?.due === true;
}

export async function beginCleanUp(db: PoolClient): Promise<string> {
  const id = uuidv7();
  // What a process that died had begun.
  await db.query(`update clean_ups set ended_at = now(), failure = 'interrupted' where ended_at is null`);
  await db.query('insert into clean_ups (id) values ($1)', [id]);
  return id;
}

export async function endCleanUp(
  pool: Pool,
  id: string,
  done: Partial<Sweeping> & { failure?: string },
): Promise<void> {
  await pool.query(
    `update clean_ups set ended_at = now(), dropped = $2, emptied = $3, deleted = $4, more = $5, failure = $6 where id = $1`,
    [
      id,
      done.dropped?.length ?? 0,
      done.emptied?.length ?? 0,
      done.deleted ?? 0,
      done.more ?? false,
      done.failure?.slice(0, 500) ?? null,
    ],
  );
}

/** The newest first: that under way, and those that did something or failed. */
export async function listCleanUps(pool: Pool, limit = 10): Promise<CleanUp[]> {
  const { rows } = await pool.query<
    Omit<CleanUp, 'startedAt' | 'endedAt'> & { started_at: Date; ended_at: Date | null }
  >(
    `select id, started_at, ended_at, dropped, emptied, deleted::float8 as deleted, more, failure from clean_ups order by id desc limit $1`,
    [limit],
  );
  return rows.map(({ started_at: startedAt, ended_at: endedAt, ...row }) => ({
    ...row,
    startedAt: startedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  }));
}
