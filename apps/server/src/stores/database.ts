import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import type { Pool } from 'pg';
import type { Database } from './schema.ts';

/** What the stores read and write through: the database, or a transaction on it. */
export type Db = Kysely<Database> | Transaction<Database>;

/** Typed access through a pool; destroying the pool is its owner's business. */
export function openDatabase(pool: Pool): Kysely<Database> {
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
}
