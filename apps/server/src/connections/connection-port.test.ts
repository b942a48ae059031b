import { connect, createServer } from 'node:net';
import { connectors } from '@raccord/connectors';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort } from '../database/free-port.ts';
import { readSettings } from '../env.ts';
import { KnownSecrets } from '../redaction/known-secrets.ts';
import { openDatabase } from '../stores/database.ts';
import { putHook } from '../stores/hooks.ts';
import { type TestEngine, testEngine, workspaceId } from '../testing/test-engine.ts';
import { Tracer } from '../tracing/tracer.ts';
import { openVault, type Vault } from '../vault/vault.ts';
import { workerEnvironment } from '../worker-environment.ts';
import { createConnectionPort } from './connection-port.ts';

let engine: TestEngine;
beforeAll(async () => {
  engine = await testEngine({ worker: false });
});
afterAll(() => engine.close());

function toolsOn(pool: pg.Pool, vault: Vault) {
  const { signals, log } = engine.deps.ports;
  const secrets = new KnownSecrets();
  return { pool, vault, registry: connectors, secrets, tracer: new Tracer({ pool, secrets, signals, log }) };
}

it('a database that is away for a moment is waited for, and no record fails for it', async () => {
  const { vault } = await openVault(openDatabase(engine.pool), { home: engine.home });
  const connectionId = '01900000-0000-7000-8000-000000000001';
  await engine.pool.query(
    "insert into connections (id, workspace_id, environment_id, connector, name) values ($1, $2, $3, 'http', 'away')",
    [connectionId, workspaceId, engine.environmentId],
  );
  const behind = new URL(engine.databaseUrl);
  const target = { host: behind.hostname, port: Number(behind.port) };
  behind.port = String(await freePort());
  const pool = new pg.Pool({ connectionString: behind.href });
  const port = createConnectionPort(toolsOn(pool, vault), {});
  const opened = port.open(
    { connectorId: 'http', connectionId, workspaceId, queue: 'live' },
    new AbortController().signal,
  );
  await new Promise((resolve) => setTimeout(resolve, 150));
  const door = createServer((near) => {
    const far = connect(target);
    near.pipe(far).pipe(near);
    near.on('error', () => far.destroy());
    far.on('error', () => near.destroy());
  });
  door.listen(Number(behind.port), '127.0.0.1');
  expect(await opened).toMatchObject({ held: false, probing: false });
  await pool.end();
  await new Promise((resolve) => door.close(resolve));
});

it('without a connection, flows see the folders that the operator opened and the listeners of their workspace', async () => {
  const { vault } = await openVault(openDatabase(engine.pool), { home: engine.home });
  const told = workerEnvironment(
    readSettings({ RACCORD_FOLDERS: `imports=${engine.home},out=/srv/a b` }),
    'postgres://x',
  );
  const { folders } = readSettings(told);
  const port = createConnectionPort(toolsOn(engine.pool, vault), {}, folders);
  const asked = { connectorId: 'files', connectionId: undefined, workspaceId, queue: 'live' as const };
  const opened = await port.open(asked, new AbortController().signal);
  if (opened.held) throw new Error('there is nothing to hold');
  expect(opened.context.folders?.names()).toEqual(['imports', 'out']);
  expect(await opened.context.folders?.list('imports')).toEqual(expect.any(Array));
  const id = await putHook(engine.pool, workspaceId, { event: 'deal.won', url: 'https://hooks.example/1' });
  expect(await opened.context.hooks?.listeners('deal.won')).toEqual([id]);
});
