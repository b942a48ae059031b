import { openConnection } from '@raccord/connectors/open-connection';
import { type Connector, type ConnectorRegistry, Failure, toFailure } from '@raccord/contract';
import type { ConnectionPort } from '@raccord/runtime/ports';
import type { Pool } from 'pg';
import { type AskForPermit, RateBudgets } from '../rate/rate-budgets.ts';
import type { KnownSecrets } from '../redaction/known-secrets.ts';
import { holdConnection, releaseConnection } from '../stores/engine/connection-holds.ts';
import { saveTestResult, type TestResult } from '../stores/engine/connection-tests.ts';
import { persistently } from '../stores/engine/persistently.ts';
import { type ConnectionRow, readConnection } from '../stores/engine/read-connection.ts';
import { createFiles } from '../stores/files.ts';
import { credentialsPlace, type Vault } from '../vault/vault.ts';
import { freshToken, isFresh, type Renewal } from './oauth-token.ts';
import { secretValues } from './secret-values.ts';

/** A row is read again after this; short, since a new hold in another worker should stop us soon. */
const FRESH_MS = 500;
const MOST_CACHED = 1_000;

/**
 * Connections as the worker sees them: decrypted here and nowhere else, for one connection, for the hosts it allows. A database that is
 * away for a while is waited for: the records that need it have done nothing wrong.
 */
export function createConnectionPort(
  pool: Pool,
  vault: Vault,
  registry: ConnectorRegistry,
  secrets: KnownSecrets,
): ConnectionPort {
  const budgets = new RateBudgets(pool);
  const rows = new Map<string, { row: Promise<ConnectionRow | undefined>; at: number }>();
  const read = (id: string): Promise<ConnectionRow | undefined> => {
    const known = rows.get(id);
    if (known !== undefined && performance.now() - known.at < FRESH_MS) return known.row;
    const row = persistently(() => readConnection(pool, id));
    row.catch(() => rows.delete(id));
    if (rows.size >= MOST_CACHED) rows.clear();
    rows.set(id, { row, at: performance.now() });
    return row;
  };

  const underWay = new Map<string, Promise<Record<string, string>>>();
  /** One at a time for each connection: all the others would wait for its row, each with a connection to the database in hand. */
  const renewOnce = (renewal: Renewal): Promise<Record<string, string>> => {
    const { id } = renewal.row;
    const running = underWay.get(id) ?? persistently(() => freshToken(renewal)).finally(() => underWay.delete(id));
    underWay.set(id, running);
    return running;
  };

  /** What actions of a connection work with: its credentials opened, its token fresh. */
  const contextOf = async (
    connector: Connector,
    row: ConnectionRow,
    signal: AbortSignal,
    permit: AskForPermit | undefined = budgets.permits(connector, row, 'live'),
  ) => {
    const place = credentialsPlace(row.workspaceId, row.id);
    const stored: Record<string, string> =
      row.credentials === undefined ? {} : JSON.parse(vault.openSecret(row.credentials, place));
    secrets.learn(secretValues(stored));
    const renewing = connector.auth.kind === 'oauth2' && !isFresh(stored);
    const credentials = renewing ? await renewOnce({ pool, vault, connector, row, stored, secrets, signal }) : stored;
    const { settings, endpoints, workspaceId } = row;
    const files = createFiles(pool, workspaceId);
    const options = { signal, files, ...(permit && { permit }) };
    return openConnection(connector, { credentials, settings, endpoints }, options);
  };
  const connectorNamed = (id: string): Connector => {
    const connector = registry[id];
    if (connector === undefined) throw new Failure('config', 'engine.unknownConnector', { connector: id });
    return connector;
  };

  return {
    async open({ connectorId, connectionId, workspaceId, queue, waitMs }, signal) {
      const connector = connectorNamed(connectorId);
      if (connectionId === undefined) {
        const files = createFiles(pool, workspaceId);
        return { held: false, context: openConnection(connector, undefined, { signal, files }), probing: false };
      }
      const row = await read(connectionId);
      if (row === undefined) throw new Failure('config', 'engine.connectionGone', { connection: connectionId });
      // A slot may have been given to another system since it was bound.
      if (row.connector !== connectorId)
        throw new Failure('config', 'engine.otherConnector', { connector: connectorId, found: row.connector });
      if (row.hold?.waiting) return { held: true };
      const permit = budgets.permits(connector, row, queue, waitMs);
      return { held: false, context: await contextOf(connector, row, signal, permit), probing: row.hold !== undefined };
    },
    async test(connectionId, signal) {
      rows.delete(connectionId);
      const row = await read(connectionId);
      if (row === undefined) return;
      const result = await tryConnection(async () => {
        const connector = connectorNamed(row.connector);
        if (connector.test === undefined) throw new Failure('config', 'connection.noTest', { connector: connector.id });
        return connector.test(await contextOf(connector, row, signal));
      });
      rows.delete(connectionId);
      await saveTestResult(pool, connectionId, result);
    },
    async hold(connectionId, reason, failure, forMs) {
      rows.delete(connectionId);
      const told = JSON.parse(secrets.redact(JSON.stringify(failure)));
      await persistently(() => holdConnection(pool, connectionId, reason, told, forMs));
    },
    async release(connectionId) {
      rows.delete(connectionId);
      await persistently(() => releaseConnection(pool, connectionId));
    },
  };
}

async function tryConnection(act: () => Promise<{ account: string }>): Promise<TestResult> {
  try {
    return await act();
  } catch (thrown) {
    return { failure: toFailure(thrown).toData() };
  }
}
