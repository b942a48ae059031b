import type { ConnectorRegistry, Endpoints } from '@raccord/contract';
import { uuidv7 } from '@raccord/runtime/uuid';
import type { Kysely } from 'kysely';
import {
  type Connection,
  type ConnectionChanges,
  getConnection,
  insertConnection,
  updateConnection,
} from '../stores/connections.ts';
import { getEnvironment } from '../stores/environments.ts';
import { recordEvent } from '../stores/events.ts';
import type { Database } from '../stores/schema.ts';
import { credentialsPlace, signingSecretsPlace, type Vault } from '../vault/vault.ts';
import { checkConnection, connectorNamed } from './check-connection.ts';

/** What a person fills in. Credentials and signing secrets replace all that were there; null or nothing leaves none. */
export type FilledConnection = {
  name?: string | undefined;
  settings?: Record<string, unknown> | undefined;
  credentials?: Record<string, string> | undefined;
  /** What webhooks are verified with: the current secret, and during a change the previous one. */
  signingSecrets?: string[] | undefined;
  endpoints?: Partial<Endpoints> | undefined;
  isDefault?: boolean | undefined;
};
type Tools = { db: Kysely<Database>; vault: Vault; registry: ConnectorRegistry };
type By = { workspaceId: string; by: string };

/** @throws Failure `missing` for an unknown connector or environment, `input` / `server.badConnection`, `duplicate` */
export async function createConnection(
  { db, vault, registry }: Tools,
  { workspaceId, by }: By,
  filled: FilledConnection & { name: string; connector: string; environment: string },
): Promise<Connection> {
  const connector = connectorNamed(registry, filled.connector);
  // Left out is not the same as fine: what the connector requires is asked for.
  checkConnection(connector, { ...filled, settings: filled.settings ?? {}, credentials: filled.credentials ?? {} });
  const id = uuidv7();
  return db.transaction().execute(async (tx) => {
    const { id: environmentId } = await getEnvironment(tx, workspaceId, filled.environment);
    const place = { id, environmentId, connector: connector.id };
    await insertConnection(tx, workspaceId, place, { ...changesOf(vault, workspaceId, id, filled), name: filled.name });
    const subject = `connection:${id}`;
    const data = { name: filled.name, connector: connector.id, set: Object.keys(filled.credentials ?? {}) };
    const live = { connectionId: id, environmentId };
    await recordEvent(tx, { workspaceId, type: 'connection.created', subject, actor: by, data, live });
    return getConnection(tx, workspaceId, id);
  });
}

/** @throws Failure `missing` / `server.noConnection`, `input` / `server.badConnection`, `duplicate` */
export async function changeConnection(
  { db, vault, registry }: Tools,
  { workspaceId, by }: By,
  id: string,
  filled: FilledConnection,
): Promise<Connection> {
  return db.transaction().execute(async (tx) => {
    const connection = await getConnection(tx, workspaceId, id);
    checkConnection(connectorNamed(registry, connection.connector), filled);
    await updateConnection(tx, workspaceId, connection, changesOf(vault, workspaceId, id, filled));
    const subject = `connection:${id}`;
    const data = { changed: Object.keys(filled) };
    const live = { connectionId: id, environmentId: connection.environmentId };
    await recordEvent(tx, { workspaceId, type: 'connection.changed', subject, actor: by, data, live });
    return getConnection(tx, workspaceId, id);
  });
}

function changesOf(vault: Vault, workspaceId: string, id: string, filled: FilledConnection): ConnectionChanges {
  const { name, settings, endpoints, isDefault, credentials, signingSecrets } = filled;
  const changes: ConnectionChanges = {};
  if (name !== undefined) changes.name = name;
  if (settings !== undefined) changes.settings = settings;
  if (endpoints !== undefined) changes.endpoints = endpoints;
  if (isDefault !== undefined) changes.isDefault = isDefault;
  if (credentials !== undefined)
    changes.credentials = {
      envelope: vault.sealSecret(JSON.stringify(credentials), credentialsPlace(workspaceId, id)),
      fields: Object.keys(credentials)
        .filter((field) => credentials[field] !== '')
        .sort(),
    };
  if (signingSecrets !== undefined)
    changes.signingSecrets =
      signingSecrets.length === 0
        ? null
        : vault.sealSecret(JSON.stringify(signingSecrets), signingSecretsPlace(workspaceId, id));
  return changes;
}
