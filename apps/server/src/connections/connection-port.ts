import { openConnection } from '@raccord/connectors/open-connection';
import { openFolders } from '@raccord/connectors/shared/folders/open-folders';
import { type Connector, type ConnectorRegistry, Failure } from '@raccord/contract';
import { redactedFailure } from '@raccord/runtime/engine/redacted-json';
import type { ConnectionPort } from '@raccord/runtime/ports';
import type { Pool } from 'pg';
import type { OAuthClients } from '../env.ts';
import { RateBudgets } from '../rate/rate-budgets.ts';
import type { KnownSecrets } from '../redaction/known-secrets.ts';
import { noteUse } from '../stores/engine/account-notes.ts';
import { holdConnection, releaseConnection } from '../stores/engine/connection-holds.ts';
import { persistently } from '../stores/engine/persistently.ts';
import { type ConnectionRow, readConnection } from '../stores/engine/read-connection.ts';
import { createFiles } from '../stores/files.ts';
import { createHooks } from '../stores/hooks.ts';
import type { Tracer } from '../tracing/tracer.ts';
import type { Vault } from '../vault/vault.ts';
import { AccountContexts } from './account-context.ts';
import { answerAsk } from './answer-ask.ts';

/** A row is read again after this; short, since a new hold in another worker should stop us soon. */
const FRESH_MS = 500;
const MOST_CACHED = 1_000;

/**
 * Connections as the worker sees them: decrypted here and nowhere else, for one connection, for the hosts it allows. A database that is
 * away for a while is waited for: the records that need it have done nothing wrong.
 */
export function createConnectionPort(
  {
    pool,
    vault,
    registry,
    secrets,
    tracer,
  }: { pool: Pool; vault: Vault; registry: ConnectorRegistry; secrets: KnownSecrets; tracer: Tracer },
  environment: OAuthClients,
  /** That the operator has opened to flows, by name. */
  opened: Readonly<Record<string, string>> = {},
): ConnectionPort {
  const folders = openFolders(opened);
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

  const clients = { pool, vault, environment };
  const accounts = new AccountContexts(clients, secrets, tracer);
  const usedAt = new Map<string, number>();
  const used = (id: string) => {
    const minute = Math.floor(Date.now() / 60_000);
    if (usedAt.get(id) === minute) return;
    if (usedAt.size >= MOST_CACHED) usedAt.clear();
    usedAt.set(id, minute);
    // Nothing depends on it, so nothing waits for it.
    noteUse(pool, id).catch(() => usedAt.delete(id));
  };
  const connectorNamed = (id: string): Connector => {
    const connector = registry[id];
    if (connector === undefined) throw new Failure('config', 'engine.unknownConnector', { connector: id });
    return connector;
  };

  return {
    async open({ connectorId, connectionId, workspaceId, queue, waitMs, place, tracings }, signal) {
      const connector = connectorNamed(connectorId);
      if (connectionId === undefined) {
        const files = createFiles(pool, workspaceId);
        const hooks = createHooks(pool, workspaceId);
        const onExchange = tracings === undefined ? {} : { onExchange: tracer.exchanges(tracings, place) };
        const options = { signal, files, folders, hooks, redact: secrets.redact, ...onExchange };
        const context = openConnection(connector, undefined, options);
        return { held: false, context, probing: false, ...(tracings === undefined ? {} : { traced: true }) };
      }
      const row = await read(connectionId);
      if (row === undefined) throw new Failure('config', 'engine.connectionGone', { connection: connectionId });
      // A slot may have been given to another system since it was bound.
      if (row.connector !== connectorId)
        throw new Failure('config', 'engine.otherConnector', { connector: connectorId, found: row.connector });
      if (row.hold?.waiting) return { held: true };
      const permit = budgets.permits(connector, row, queue, waitMs);
      used(row.id);
      const context = await accounts.open({ connector, row, signal, place, tracings }, permit);
      const looked = tracings !== undefined || row.tracings !== undefined;
      return { held: false, context, probing: row.hold !== undefined, ...(looked ? { traced: true } : {}) };
    },
    async answer(askId, signal) {
      await answerAsk({ clients, registry, secrets, accounts, budgets }, askId, signal);
      // Whatever it was, the row may be another now.
      rows.clear();
    },
    async hold(connectionId, reason, failure, forMs) {
      rows.delete(connectionId);
      const told = redactedFailure(failure, secrets.redact);
      const wait = reason === 'rateLimited' ? (forMs ?? budgets.pauseMs(connectionId)) : forMs;
      await persistently(() => holdConnection(pool, connectionId, reason, told, reason === 'auth' ? undefined : wait));
    },
    async release(connectionId) {
      rows.delete(connectionId);
      await persistently(() => releaseConnection(pool, connectionId));
    },
  };
}
