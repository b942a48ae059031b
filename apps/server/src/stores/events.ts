import { uuidv7 } from '@raccord/runtime/uuid';
import type { LiveEvent } from '../events/live-event.ts';
import type { Db } from './database.ts';
import { notifyEvent } from './notify.ts';

/** Something people look after changed: who did what to what. */
export type HouseEvent = {
  workspaceId: string;
  /** e.g. `flow.deployed` */
  type: string;
  /** e.g. `flow:stripe-payment` or `connection:<id>` */
  subject: string;
  /** As `Principal.label`. */
  actor: string;
  data?: Record<string, unknown>;
  /** Ids for the live event; the type and workspace are added. */
  live?: Omit<LiveEvent, 'workspaceId' | 'type'>;
};

/** Writes the event and tells the screens, both when the transaction commits. */
export async function recordEvent(db: Db, event: HouseEvent): Promise<void> {
  const { workspaceId, type, subject, actor, data = {}, live = {} } = event;
  await db
    .insertInto('events')
    .values({ id: uuidv7(), workspace_id: workspaceId, type, subject, actor, data: JSON.stringify(data) })
    .execute();
  await notifyEvent(db, { workspaceId, type, ...live });
}

export type StoredEvent = {
  id: string;
  type: string;
  subject: string | null;
  actor: string | null;
  data: unknown;
  at: string;
};

/** The newest first; `after` is the id of the last one seen. */
export async function listEvents(
  db: Db,
  workspaceId: string,
  { subject, after, limit }: { subject?: string | undefined; after?: string | undefined; limit: number },
): Promise<StoredEvent[]> {
  let query = db
    .selectFrom('events')
    .select(['id', 'type', 'subject', 'actor', 'data', 'at'])
    .where('workspace_id', '=', workspaceId);
  if (subject !== undefined) query = query.where('subject', '=', subject);
  if (after !== undefined) query = query.where('id', '<', after);
  const rows = await query.orderBy('id', 'desc').limit(limit).execute();
  return rows.map((row) => ({ ...row, data: JSON.parse(row.data), at: row.at.toISOString() }));
}
