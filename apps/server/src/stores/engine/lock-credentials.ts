import type { Pool } from 'pg';
import { undo } from './undo.ts';

/** What is kept of an account besides its sealed credentials; what is left out stays as it is. */
export type SavedCredentials = {
  sealed: string;
  /** Names of the credentials that are set. */
  fields: string[];
  /** Of the token; null when nobody says. */
  expiresAt: Date | null;
  /** What was granted; null when the vendor does not say. */
  scopes?: string[] | null;
  settings?: Record<string, unknown>;
};

/**
 * Runs `act` with a connection's sealed credentials under a lock on its row; what it saves is committed with the lock's end. The lock
 * leaves others free to refer to the row, so that the connection can be held meanwhile.
 */
export async function lockCredentials<T>(
  pool: Pool,
  connectionId: string,
  act: (sealed: string | null, save: (saved: SavedCredentials) => Promise<void>) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query('begin');
    const { rows } = await client.query<{ credentials: string | null }>(
      'select credentials from connections where id = $1 for no key update',
      [connectionId],
    );
    const result = await act(rows[0]?.credentials ?? null, async (saved) => {
      await client.query(
        `update connections set credentials = $2, credential_fields = $3, token_expires_at = $4,
                granted_scopes = case when $5 then $6::text[] else granted_scopes end, settings = coalesce($7, settings)
          where id = $1`,
        [
          connectionId,
          saved.sealed,
          saved.fields,
          saved.expiresAt,
          saved.scopes !== undefined,
          saved.scopes ?? null,
          saved.settings === undefined ? null : JSON.stringify(saved.settings),
        ],
      );
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
