import type { Pool, PoolClient } from 'pg';
import { begun, ended } from './after-commit.ts';
import { undo } from './undo.ts';

/** Does all of it or nothing. */
export async function inTransaction<T>(pool: Pool, act: (db: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query('begin');
    begun(client);
    const result = await act(client);
    await client.query('commit');
    ended(client, 'committed');
    return result;
  } catch (error) {
    ended(client, 'undone');
    broken = await undo(client, error);
    throw error;
  } finally {
    client.release(broken);
  }
}
