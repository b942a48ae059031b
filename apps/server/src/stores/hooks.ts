import type { Hooks } from '@raccord/contract';
import { uuidv7 } from '@raccord/runtime/uuid';
import type { Pool } from 'pg';
import { persistently } from './engine/persistently.ts';

/** Beyond this an event has more listeners than one record should be split into. */
const MOST_FOR_EVENT = 1_000;
/** An address that is not there so often in a row is taken for gone. */
const MOST_MISSED = 50;

/** @returns undefined when the event has as many listeners as it may have */
export async function putHook(
  pool: Pool,
  workspaceId: string,
  { event, url }: { event: string; url: string },
): Promise<string | undefined> {
  const { rows } = await pool.query<{ id: string }>(
    `insert into hooks (id, workspace_id, event, url)
     select $1, $2, $3, $4 where (select count(*) from hooks where workspace_id = $2 and event = $3) < ${MOST_FOR_EVENT}
     on conflict (workspace_id, event, md5(url)) do update set missed = 0 returning id`,
    [uuidv7(), workspaceId, event, url],
  );
  return rows[0]?.id;
}

export async function removeHook(pool: Pool, workspaceId: string, id: string): Promise<void> {
  await pool.query('delete from hooks where workspace_id = $1 and id = $2', [workspaceId, id]);
}

export type HookRow = { id: string; event: string; url: string; createdAt: Date; takenAt: Date | null; missed: number };

export async function listHooks(pool: Pool, workspaceId: string): Promise<HookRow[]> {
  const { rows } = await pool.query<HookRow>(
    `select id, event, url, created_at as "createdAt", taken_at as "takenAt", missed
       from hooks where workspace_id = $1 order by id limit 10000`,
    [workspaceId],
  );
  return rows;
}

/** Whom flows of a workspace tell. */
export function createHooks(pool: Pool, workspaceId: string): Hooks {
  const ask = <T extends object>(text: string, values: unknown[]) =>
    persistently(() => pool.query<T>(text, [workspaceId, ...values]));
  return {
    async listeners(event) {
      const found = await ask<{ id: string }>(
        'select id from hooks where workspace_id = $1 and event = $2 order by id',
        [event],
      );
      return found.rows.map(({ id }) => id);
    },
    async address(id) {
      const found = await ask<{ url: string }>('select url from hooks where workspace_id = $1 and id::text = $2', [id]);
      return found.rows[0]?.url;
    },
    async taken(id) {
      await ask('update hooks set taken_at = now(), missed = 0 where workspace_id = $1 and id::text = $2', [id]);
    },
    async missed(id) {
      const counted = await ask<{ missed: number }>(
        'update hooks set missed = missed + 1 where workspace_id = $1 and id::text = $2 returning missed',
        [id],
      );
      if ((counted.rows[0]?.missed ?? 0) < MOST_MISSED) return false;
      await this.gone(id);
      return true;
    },
    async gone(id) {
      await ask('delete from hooks where workspace_id = $1 and id::text = $2', [id]);
    },
  };
}
