import type { PoolClient } from 'pg';
import { isAway } from './persistently.ts';

/**
 * Rolls a transaction back after `error`.
 * @returns whether the connection is broken: it must not go back into the pool, where the next one to use it would wait behind what
 *   was never answered
 */
export async function undo(client: PoolClient, error: unknown): Promise<boolean> {
  if (isAway(error)) return true;
  return client.query('rollback').then(
    () => false,
    () => true,
  );
}
