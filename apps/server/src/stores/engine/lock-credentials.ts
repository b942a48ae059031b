import type { Pool } from 'pg';
import { undo } from './undo.ts';

/**
 * Runs `act` with a connection's sealed credentials under a lock on its row; what it saves is committed with the lock's end. The lock
 * leaves others free to refer to the row, so that the connection can be held meanwhile.
 */
export async function lockCredentials<T>(
  pool: Pool,
  connectionId: string,
  act: (sealed: string | null, save: (sealed: string) => Promise<void>) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query('begin');
    const { rows } = await client.query<{ credentials: string | null }>(
      'select credentials from connections where id = $1 for no key update',
      [connectionId],
    );
    const result = await act(rows[0]?.credentials ?? null, async (sealed) => {
      await client.query('update connections set credentials = $2 where id = $1', [connectionId, sealed]);
    });
    await client.query('commit');
    return result;
  } catch (error) {
    broken = await undo(client, error);
    throw error;
  } finally {
    client.release(broken);
  }
}
