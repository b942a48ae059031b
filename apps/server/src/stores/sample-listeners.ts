import { Failure, type FailureData } from '@raccord/contract';
import { uuidv7 } from '@raccord/runtime/uuid';
import { sql } from 'kysely';
import type { Db } from './database.ts';

/** Addresses of one flow that can wait at the same time. */
export const MOST_LISTENERS = 5;

export type NewListener = {
  workspaceId: string;
  flowId: string;
  node: string;
  uses: string;
  config: Record<string, unknown>;
  connectionId?: string | undefined;
  tokenHash: Buffer;
  expiresAt: Date;
  by: string;
};

/**
 * Begins to wait at an address; those that have ended go after a day.
 * @returns its id
 * @throws Failure `rateLimited` / `sample.tooManyListeners`
 */
export async function insertListener(db: Db, listener: NewListener): Promise<string> {
  const { workspaceId, flowId, node, uses, config, connectionId = null, tokenHash, expiresAt, by } = listener;
  await sql`delete from sample_listeners where expires_at < now() - interval '1 day'`.execute(db);
  const { count } = await db
    .selectFrom('sample_listeners')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('workspace_id', '=', workspaceId)
    .where('flow_id', '=', flowId)
    .where('caught_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirstOrThrow();
  if (count >= MOST_LISTENERS) throw new Failure('rateLimited', 'sample.tooManyListeners', { most: MOST_LISTENERS });
  const id = uuidv7();
  await db
    .insertInto('sample_listeners')
    .values({
      id,
      workspace_id: workspaceId,
      flow_id: flowId,
      node,
      uses,
      config: JSON.stringify(config),
      connection_id: connectionId,
      token_hash: tokenHash,
      expires_at: expiresAt,
      listened_by: by,
    })
    .execute();
  return id;
}

/** Who waits at an address. `signingSecrets`: sealed. */
export type Listening = {
  id: string;
  workspaceId: string;
  flowId: string;
  node: string;
  uses: string;
  config: Record<string, unknown>;
  connectionId?: string;
  signingSecrets?: string;
  by: string;
};

/** Undefined: nobody does, any more. */
export async function findListener(db: Db, tokenHash: Buffer): Promise<Listening | undefined> {
  const row = await db
    .selectFrom('sample_listeners as l')
    .leftJoin('connections as c', 'c.id', 'l.connection_id')
    .select([
      'l.id',
      'l.workspace_id as workspaceId',
      'l.flow_id as flowId',
      'l.node',
      'l.uses',
      'l.config',
      'l.connection_id as connectionId',
      'c.signing_secrets as signingSecrets',
      'l.listened_by as by',
    ])
    .where('l.token_hash', '=', tokenHash)
    .where('l.caught_at', 'is', null)
    .where('l.expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { connectionId, signingSecrets, config, ...rest } = row;
  return {
    ...rest,
    config: JSON.parse(config),
    ...(connectionId === null ? {} : { connectionId }),
    ...(signingSecrets === null ? {} : { signingSecrets }),
  };
}

/** Only the first delivery is caught. @returns false when another was. Within the transaction that keeps its samples. */
export async function endListening(db: Db, id: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('sample_listeners')
    .set({ caught_at: sql<Date>`now()`, refusal: null })
    .where('id', '=', id)
    .where('caught_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function noteCaught(db: Db, id: string, sampleIds: readonly string[]): Promise<void> {
  await db
    .updateTable('sample_listeners')
    .set({ sample_ids: [...sampleIds] })
    .where('id', '=', id)
    .execute();
}

/** A delivery came that is not the sender's, or cannot be read; the next may be better. */
export async function noteRefusal(db: Db, id: string, failure: FailureData): Promise<void> {
  await db
    .updateTable('sample_listeners')
    .set({ refusal: JSON.stringify(failure) })
    .where('id', '=', id)
    .where('caught_at', 'is', null)
    .execute();
}

export type ListenerState = {
  state: 'waiting' | 'caught' | 'over';
  until: string;
  sampleIds: string[];
  /** Of the last delivery that was not taken. */
  refusal: FailureData | null;
};

/** @throws Failure `missing` / `sample.notListening` */
export async function getListener(db: Db, workspaceId: string, id: string): Promise<ListenerState> {
  const row = await db
    .selectFrom('sample_listeners')
    .select(['caught_at', 'expires_at', 'sample_ids', 'refusal', sql<boolean>`expires_at <= now()`.as('over')])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw new Failure('missing', 'sample.notListening');
  return {
    state: row.caught_at !== null ? 'caught' : row.over ? 'over' : 'waiting',
    until: row.expires_at.toISOString(),
    sampleIds: row.sample_ids,
    refusal: row.refusal === null ? null : JSON.parse(row.refusal),
  };
}

/** @throws Failure `missing` / `sample.notListening` */
export async function deleteListener(db: Db, workspaceId: string, id: string): Promise<void> {
  const { numDeletedRows } = await db
    .deleteFrom('sample_listeners')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (numDeletedRows === 0n) throw new Failure('missing', 'sample.notListening');
}
