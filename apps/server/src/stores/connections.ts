import { type Endpoints, Failure, type FailureData } from '@raccord/contract';
import { sql } from 'kysely';
import { orDuplicate } from './conflicts.ts';
import type { Db } from './database.ts';
import { notifyChange } from './notify.ts';

/** What may be seen of a connection: never a secret, only which ones are set. */
export type Connection = {
  id: string;
  environmentId: string;
  connector: string;
  name: string;
  settings: Record<string, unknown>;
  endpoints: Partial<Endpoints>;
  /** Names of the credentials that are set. */
  credentialFields: string[];
  hasSigningSecrets: boolean;
  isDefault: boolean;
  revision: number;
  /** To the minute. */
  lastUsedAt: string | null;
  /** Who we are there, as the last good test or consent said. */
  account: string | null;
  /** Null: the vendor does not say. */
  grantedScopes: string[] | null;
  /** When the current token ends; a renewable one is renewed before. */
  tokenExpiresAt: string | null;
  lastTest: { at: string; account?: string; failure?: FailureData } | null;
  /** How the last consent went. */
  lastConsent: { at: string; connected: boolean; failure?: FailureData } | null;
  updatedAt: string;
  /** Why nothing may be sent through it at the moment. */
  hold: { reason: string; failure: FailureData; since: string; until: string | null } | null;
};

/** What is written; envelopes are sealed before they come here. Absent: left as it is. */
export type ConnectionChanges = {
  name?: string;
  settings?: Record<string, unknown>;
  endpoints?: Partial<Endpoints>;
  credentials?: { envelope: string; fields: string[] };
  signingSecrets?: string | null;
  isDefault?: boolean;
};

function select(db: Db, workspaceId: string) {
  return db
    .selectFrom('connections as c')
    .leftJoin('connection_holds as h', 'h.connection_id', 'c.id')
    .where('c.workspace_id', '=', workspaceId)
    .select([
      'c.id',
      'c.environment_id',
      'c.connector',
      'c.name',
      'c.settings',
      'c.endpoints',
      'c.credential_fields',
      sql<boolean>`c.signing_secrets is not null`.as('has_signing_secrets'),
      'c.is_default',
      'c.revision',
      'c.last_used_at',
      'c.account',
      'c.granted_scopes',
      'c.token_expires_at',
      'c.tested_at',
      'c.test_result',
      'c.connected_at',
      'c.connect_result',
      'c.updated_at',
      'h.reason as hold_reason',
      'h.failure as hold_failure',
      'h.since as hold_since',
      'h.until as hold_until',
    ]);
}
type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number];

function fromRow(row: Row): Connection {
  const { hold_reason: reason, hold_failure: failure, hold_since: since, hold_until: until } = row;
  return {
    id: row.id,
    environmentId: row.environment_id,
    connector: row.connector,
    name: row.name,
    settings: JSON.parse(row.settings),
    endpoints: JSON.parse(row.endpoints),
    credentialFields: row.credential_fields,
    hasSigningSecrets: row.has_signing_secrets,
    isDefault: row.is_default,
    revision: row.revision,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    account: row.account,
    grantedScopes: row.granted_scopes,
    tokenExpiresAt: row.token_expires_at?.toISOString() ?? null,
    lastTest: row.test_result === null ? null : { at: momentOf(row.tested_at), ...JSON.parse(row.test_result) },
    lastConsent:
      row.connect_result === null ? null : { at: momentOf(row.connected_at), ...JSON.parse(row.connect_result) },
    updatedAt: row.updated_at.toISOString(),
    hold:
      reason === null || failure === null || since === null
        ? null
        : { reason, failure: JSON.parse(failure), since: since.toISOString(), until: until?.toISOString() ?? null },
  };
}

export async function listConnections(
  db: Db,
  workspaceId: string,
  filter: { environmentId?: string | undefined; connector?: string | undefined } = {},
): Promise<Connection[]> {
  let query = select(db, workspaceId);
  if (filter.environmentId !== undefined) query = query.where('c.environment_id', '=', filter.environmentId);
  if (filter.connector !== undefined) query = query.where('c.connector', '=', filter.connector);
  return (await query.orderBy('c.name').orderBy('c.id').execute()).map(fromRow);
}

/** Stands beside every result. */
const momentOf = (at: Date | null) => (at ?? new Date(0)).toISOString();

/** @throws Failure `missing` / `server.noConnection` */
export async function getConnection(db: Db, workspaceId: string, id: string): Promise<Connection> {
  const row = await select(db, workspaceId).where('c.id', '=', id).executeTakeFirst();
  if (row === undefined) throw new Failure('missing', 'server.noConnection', { connection: id });
  return fromRow(row);
}

/** The connection's own address, of `/hooks`: not among what may be seen, since it is all that some senders need to know. */
export async function hookTokenOf(db: Db, id: string): Promise<string> {
  const query = db.selectFrom('connections').select('hook_token').where('id', '=', id);
  return (await query.executeTakeFirstOrThrow()).hook_token;
}

/**
 * Within a transaction. The first connection of a connector in an environment becomes its default.
 * @throws Failure `duplicate` / `server.connectionExists`
 */
export async function insertConnection(
  db: Db,
  workspaceId: string,
  place: { id: string; environmentId: string; connector: string },
  changes: ConnectionChanges & { name: string },
): Promise<void> {
  const { id, environmentId, connector } = place;
  const sole = await db
    .selectFrom('connections')
    .select('id')
    .where('environment_id', '=', environmentId)
    .where('connector', '=', connector)
    .where('is_default', '=', true)
    .executeTakeFirst();
  if (changes.isDefault === true) await clearDefault(db, environmentId, connector);
  const row = {
    id,
    workspace_id: workspaceId,
    environment_id: environmentId,
    connector,
    ...columnsOf(changes),
    name: changes.name,
    is_default: changes.isDefault ?? sole === undefined,
  };
  const insert = db.insertInto('connections').values(row).execute();
  await orDuplicate(insert, 'server.connectionExists', { name: changes.name });
}

/**
 * Within a transaction. New credentials end a hold for refused credentials: the work behind it goes on.
 * @throws Failure `duplicate` / `server.connectionExists`
 */
export async function updateConnection(
  db: Db,
  workspaceId: string,
  connection: Pick<Connection, 'id' | 'environmentId' | 'connector'>,
  changes: ConnectionChanges,
): Promise<void> {
  const { id, environmentId, connector } = connection;
  if (changes.isDefault === true) await clearDefault(db, environmentId, connector);
  const update = db
    .updateTable('connections')
    .set((is) => ({ ...columnsOf(changes), revision: is('revision', '+', 1), updated_at: new Date() }))
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute();
  await orDuplicate(update, 'server.connectionExists', { name: changes.name });
  if (changes.credentials !== undefined)
    await db.deleteFrom('connection_holds').where('connection_id', '=', id).where('reason', '=', 'auth').execute();
  await notifyChange(db, `connection:${id}`);
}

/** @throws Failure `config` / `server.connectionInUse` while a flow is bound to it or an active trigger listens through it */
export async function deleteConnection(db: Db, workspaceId: string, id: string): Promise<Connection> {
  const connection = await getConnection(db, workspaceId, id);
  const uses = await sql<{ flow_id: string }>`
    select flow_id from bindings where connection_id = ${id}
    union select flow_id from triggers where connection_id = ${id} and active order by 1`.execute(db);
  if (uses.rows.length > 0) {
    const flows = uses.rows.map((row) => row.flow_id).join(', ');
    throw new Failure('config', 'server.connectionInUse', { name: connection.name, flows });
  }
  await db.updateTable('triggers').set({ connection_id: null }).where('connection_id', '=', id).execute();
  await db.deleteFrom('connections').where('workspace_id', '=', workspaceId).where('id', '=', id).execute();
  await notifyChange(db, `connection:${id}`);
  return connection;
}

async function clearDefault(db: Db, environmentId: string, connector: string): Promise<void> {
  await db
    .updateTable('connections')
    .set({ is_default: false })
    .where('environment_id', '=', environmentId)
    .where('connector', '=', connector)
    .execute();
}

function columnsOf({ name, settings, endpoints, credentials, signingSecrets, isDefault }: ConnectionChanges) {
  return {
    ...(name === undefined ? {} : { name }),
    ...(settings === undefined ? {} : { settings: JSON.stringify(settings) }),
    ...(endpoints === undefined ? {} : { endpoints: JSON.stringify(endpoints) }),
    // Whose they are and what they may do is not known until they have been tried.
    ...(credentials === undefined
      ? {}
      : {
          credentials: credentials.envelope,
          credential_fields: credentials.fields,
          account: null,
          granted_scopes: null,
          token_expires_at: null,
        }),
    ...(signingSecrets === undefined ? {} : { signing_secrets: signingSecrets }),
    ...(isDefault === undefined ? {} : { is_default: isDefault }),
  };
}
