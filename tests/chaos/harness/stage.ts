import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FlowDocument } from '@raccord/contract';
import type { FailPoint } from '@raccord/runtime/fail-points';
import { createDoorbell, type DoorbellPlace, prepareDoorbell } from '@raccord/runtime/queue/bullmq-doorbell';
import { uuidv7 } from '@raccord/runtime/uuid';
import { freePort } from '@raccord/server/database/free-port';
import type { EngineCommands } from '@raccord/server/engine-commands';
import { openDatabase } from '@raccord/server/stores/database';
import { createEngineCommands } from '@raccord/server/stores/engine/commands';
import { migrate } from '@raccord/server/stores/migrate';
import { DEFAULT_WORKSPACE, ensureWorkspace } from '@raccord/server/stores/workspaces';
import { openVault, signingSecretsPlace } from '@raccord/server/vault/vault';
import pg, { type Pool } from 'pg';
import { type Child, startChild } from './child.ts';
import type { House } from './house.ts';
import { type Onlooker, sitDown } from './onlooker.ts';
import { putInService, type Trigger } from './put-in-service.ts';
import { Upstream } from './upstream.ts';

export type QueueKind = 'postgres' | 'redis';
export type Armed = { point: FailPoint; times: number };

/** One scenario's world: a database and a queue of its own, servers, workers, the other side, and the driver's own hands on all of it. */
export type Stage = {
  pool: Pool;
  databaseUrl: string;
  queue: QueueKind;
  upstream: Upstream;
  connectionId: string;
  commands: EngineCommands;
  servers: Child[];
  /** Addresses of the servers, whether or not one is up. */
  addresses: string[];
  workers: Child[];
  /** Somebody at the screens all the while, where the house has a browser. */
  onlooker: Onlooker | undefined;
  deploy(document: FlowDocument, trigger?: Trigger): Promise<string>;
  /** Fires a flow by hand; not while the database is away. */
  fire(flowId: string, inputs: unknown[]): Promise<string>;
  /** Kills what is there with kill -9 and starts it again on the same port. */
  startServer(index: number, armed?: Armed): Promise<Child>;
  startWorker(index: number, options?: { armed?: Armed; databaseUrl?: string }): Promise<Child>;
  close(): Promise<void>;
};

export type StageOptions = { servers?: number; workers?: number; supervise?: boolean; seed: number; secret?: string };

export async function openStage(house: House, queue: QueueKind, options: StageOptions): Promise<Stage> {
  const databaseUrl = await house.newDatabase();
  const redisUrl = queue === 'redis' ? house.redis?.newUrl() : undefined;
  if (queue === 'redis' && redisUrl === undefined) throw new Error('this machine has no redis-server');
  const place: DoorbellPlace = redisUrl === undefined ? { postgresUrl: databaseUrl } : { redisUrl };
  const home = await mkdtemp(join(house.folder, 'home-'));
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 6, connectionTimeoutMillis: 5_000 });
  pool.on('error', () => undefined);
  await migrate(pool);
  await ensureWorkspace(openDatabase(pool));
  await prepareDoorbell(place);
  const upstream = await new Upstream(options.seed).open();
  const { environmentId, connectionId } = await furnish(pool, house, home, upstream.url, options.secret);
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const doorbell = createDoorbell(place, quiet);
  const commands = createEngineCommands(pool, doorbell, quiet);
  const ports = await Promise.all(Array.from({ length: options.servers ?? 1 }, () => freePort()));
  const env = {
    DATABASE_URL: databaseUrl,
    RACCORD_HOME: home,
    RACCORD_LOG_LEVEL: 'warn',
    RACCORD_VAULT_KEY: house.vaultKey,
    NODE_COMPILE_CACHE: join(tmpdir(), 'raccord-chaos-compiled'),
    ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
  };
  const armedEnv = (armed?: Armed) =>
    armed === undefined ? {} : { CHAOS_FAIL_POINT: `${armed.point}:${armed.times}` };
  const replace = async (list: Child[], index: number, next: () => Child) => {
    if (list[index]?.alive) await list[index].kill();
    const child = next();
    list[index] = child;
    return child;
  };
  const stage: Stage = {
    pool,
    databaseUrl,
    queue,
    upstream,
    connectionId,
    commands,
    servers: [],
    addresses: ports.map((port) => `http://127.0.0.1:${port}`),
    workers: [],
    onlooker: undefined,
    deploy: (document, trigger) => putInService(pool, { environmentId, connectionId }, document, trigger),
    async fire(flowId, inputs) {
      const fired = { workspaceId: DEFAULT_WORKSPACE, flowId, environment: 'chaos', inputs };
      return (await commands.fire({ ...fired, cause: 'manual', by: 'chaos' })).runId;
    },
    startServer: (index, armed) =>
      replace(stage.servers, index, () =>
        startChild(
          'server',
          {
            ...env,
            ...armedEnv(armed),
            RACCORD_PORT: String(ports[index]),
            ...(options.supervise === true ? { CHAOS_SUPERVISE: '1' } : {}),
          },
          house.log,
        ),
      ),
    startWorker: (index, { armed, databaseUrl: throughUrl = databaseUrl } = {}) =>
      replace(stage.workers, index, () =>
        startChild('worker', { ...env, ...armedEnv(armed), DATABASE_URL: throughUrl }, house.log),
      ),
    async close() {
      await stage.onlooker?.leave();
      await Promise.all([...stage.servers, ...stage.workers].map((child) => (child.alive ? child.kill() : undefined)));
      await doorbell.close();
      await pool.end();
      await upstream.close();
    },
  };
  for (const index of ports.keys()) {
    const server = await stage.startServer(index);
    // Each makes a link to the first account, and ends the one before: the onlooker takes the last.
    if (house.browser !== undefined) await server.ready;
  }
  for (let index = 0; index < (options.workers ?? 2); index++) await stage.startWorker(index);
  await Promise.all([...stage.servers, ...stage.workers].map((child) => child.ready));
  const server = stage.servers.at(-1);
  if (house.browser !== undefined && server !== undefined)
    stage.onlooker = await sitDown(house.browser, stage.addresses[0]!, server.setupLink);
  return stage;
}

async function furnish(pool: Pool, house: House, home: string, upstreamUrl: string, secret: string | undefined) {
  const [environmentId, connectionId] = [uuidv7(), uuidv7()];
  const { vault } = await openVault(openDatabase(pool), { home, vaultKey: house.vaultKey });
  const sealed =
    secret === undefined
      ? null
      : vault.sealSecret(JSON.stringify([secret]), signingSecretsPlace(DEFAULT_WORKSPACE, connectionId));
  await pool.query("insert into environments (id, workspace_id, name) values ($1, $2, 'chaos')", [
    environmentId,
    DEFAULT_WORKSPACE,
  ]);
  await pool.query(
    "insert into connections (id, workspace_id, environment_id, connector, name, endpoints, signing_secrets) values ($1, $2, $3, 'chaos', 'up', $4, $5)",
    [connectionId, DEFAULT_WORKSPACE, environmentId, JSON.stringify({ api: upstreamUrl }), sealed],
  );
  return { environmentId, connectionId };
}
