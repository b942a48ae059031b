import { type Kysely, sql } from 'kysely';

/**
 * What is old is found without reading the largest table of all. A block range index costs an insert next to nothing, and rows come in
 * the order of their time.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index taken_at on taken using brin (at) with (autosummarize = on)`.execute(db);
}
