import { sql } from 'kysely';
import type { Db } from './database.ts';

/** A consent under way. Hashes are SHA-256; the verifier is sealed. */
export type OAuthState = {
  connectionId: string;
  workspaceId: string;
  browserHash: Buffer | null;
  userId: string | null;
  actor: string;
  verifier: string | null;
  clientId: string;
  redirectUri: string;
  scopes: string[];
  expiresAt: Date;
};

/** Keeps a consent under way; those that nobody ended go. */
export async function insertState(db: Db, stateHash: Buffer, state: OAuthState): Promise<void> {
  await sql`delete from oauth_states where expires_at < now()`.execute(db);
  await db
    .insertInto('oauth_states')
    .values({
      state_hash: stateHash,
      connection_id: state.connectionId,
      workspace_id: state.workspaceId,
      browser_hash: state.browserHash,
      user_id: state.userId,
      actor: state.actor,
      verifier: state.verifier,
      client_id: state.clientId,
      redirect_uri: state.redirectUri,
      scopes: state.scopes,
      expires_at: state.expiresAt,
    })
    .execute();
}

/** A browser begins what a program asked for; only the first one can. Undefined: begun, ended or too old. */
export async function claimState(db: Db, stateHash: Buffer, browserHash: Buffer): Promise<OAuthState | undefined> {
  const row = await db
    .updateTable('oauth_states')
    .set({ browser_hash: browserHash })
    .where('state_hash', '=', stateHash)
    .where('browser_hash', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`)
    .returningAll()
    .executeTakeFirst();
  return row && fromRow(row);
}

/** Ends a consent: a state works once, whatever comes of it. Undefined: used or too old. */
export async function takeState(db: Db, stateHash: Buffer): Promise<OAuthState | undefined> {
  const row = await db.deleteFrom('oauth_states').where('state_hash', '=', stateHash).returningAll().executeTakeFirst();
  return row === undefined || row.expires_at.getTime() <= Date.now() ? undefined : fromRow(row);
}

function fromRow(row: {
  connection_id: string;
  workspace_id: string;
  browser_hash: Buffer | null;
  user_id: string | null;
  actor: string;
  verifier: string | null;
  client_id: string;
  redirect_uri: string;
  scopes: string[];
  expires_at: Date;
}): OAuthState {
  return {
    connectionId: row.connection_id,
    workspaceId: row.workspace_id,
    browserHash: row.browser_hash,
    userId: row.user_id,
    actor: row.actor,
    verifier: row.verifier,
    clientId: row.client_id,
    redirectUri: row.redirect_uri,
    scopes: row.scopes,
    expiresAt: row.expires_at,
  };
}
