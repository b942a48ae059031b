import type { Log } from '@raccord/runtime/ports';
import pg, { type Pool, type PoolConfig } from 'pg';

/**
 * Connections to the database that may break at any moment. One that breaks while somebody has it in hand says so to nobody but
 * itself, and an error that nobody hears ends the process: whoever has it learns of it with his next statement.
 */
export function openPool(config: PoolConfig, log: Log): Pool {
  const pool = new pg.Pool({ keepAlive: true, keepAliveInitialDelayMillis: 10_000, ...config });
  pool.on('error', (error) => {
    // When all stops, the database may end a connection that is just saying goodbye.
    if (!pool.ending) log.warn({ error: error.message }, 'a database connection broke; another is opened');
  });
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
