import type { Pool } from 'pg';
import type { ConnectResult } from '../../connections/asks.ts';
import { endHold } from './connection-holds.ts';

/** How a consent went. A connected account ends whatever held the connection: the work behind it goes on. */
export async function saveConnectResult(pool: Pool, connectionId: string, result: ConnectResult): Promise<void> {
  await pool.query(
    `update connections set connected_at = clock_timestamp(), connect_result = $2,
            account = case when $3 then $4 else account end, revision = revision + 1 where id = $1`,
    [connectionId, JSON.stringify(result), result.connected, result.connected ? (result.account ?? null) : null],
  );
  if (result.connected) await endHold(pool, connectionId);
}

export async function forgetAccount(pool: Pool, connectionId: string): Promise<void> {
  await pool.query(
    `update connections set account = null, connected_at = null, connect_result = null, tested_at = null, test_result = null
      where id = $1`,
    [connectionId],
  );
}

/** Says that a connection is used; to the minute, and never waiting for whoever has its row. */
export async function noteUse(pool: Pool, connectionId: string): Promise<void> {
  await pool.query(
    `update connections set last_used_at = date_trunc('minute', now()) where id = (
       select id from connections where id = $1 and (last_used_at is null or last_used_at < date_trunc('minute', now()))
          for no key update skip locked)`,
    [connectionId],
  );
}
