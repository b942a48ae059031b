import { sql } from 'kysely';
import { type LiveEvent, writeLiveEvent } from '../events/live-event.ts';
import type { Db } from './database.ts';

/**
 * Tells every process that something it may hold in a cache changed: `flow:<workspace>:<flow>` or `trigger:<id>` or
 * `connection:<id>`. Sent when the transaction commits; PostgreSQL drops repetitions within one.
 */
export async function notifyChange(db: Db, what: string): Promise<void> {
  await sql`select pg_notify('raccord_changes', ${what})`.execute(db);
}

/** Tells the screens; sent when the transaction commits. */
export async function notifyEvent(db: Db, event: LiveEvent): Promise<void> {
  await sql`select pg_notify('raccord_events', ${writeLiveEvent(event)})`.execute(db);
}
