import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectors } from '@raccord/connectors';
import { type ConnectorRegistry, Failure } from '@raccord/contract';
import { createDoorbell, prepareDoorbell } from '@raccord/runtime/queue/bullmq-doorbell';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import pg from 'pg';
import { createApp } from '../app.ts';
import { createLogger } from '../create-logger.ts';
import { buildDeps, type Deps } from '../deps.ts';
import type { EngineCommands } from '../engine-commands.ts';
import { readSettings } from '../env.ts';
import type { Role } from '../sign-in/roles.ts';
import { listenToSignals } from '../signals/signals.ts';
import { createApiToken } from '../stores/api-tokens.ts';
import { createEngineCommands } from '../stores/engine/commands.ts';
import { migrate } from '../stores/migrate.ts';
import { DEFAULT_WORKSPACE } from '../stores/workspaces.ts';
import { testDatabase } from './test-database.ts';

/** The application on a database of its own, called without a port. */
export type TestApp = {
  app: FastifyInstance;
  deps: Deps;
  databaseUrl: string;
  /** Calls with a token of this role (default owner); `null` calls as a stranger. */
  call(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, options?: CallOptions): Promise<Answer>;
  close(): Promise<void>;
};
type CallOptions = { as?: Role | null; body?: unknown; headers?: Record<string, string> };
// biome-ignore lint/suspicious/noExplicitAny: answers are JSON of any shape; each test says what it expects of it.
export type Answer = { status: number; body: any; headers: LightMyRequestResponse['headers']; text: string };

/** Without an engine: what would start work is refused. Tests of such routes ask for the real one. */
const noEngine: EngineCommands = {
  fire: refuse,
  fireTrial: refuse,
  retryRecords: refuse,
  decideInDoubt: refuse,
  replayRun: refuse,
  cancelRun: refuse,
  closeFailures: refuse,
  decideApprovals: refuse,
};

const silent = { ring: refuse, waiting: refuse };

async function refuse(): Promise<never> {
  throw new Failure('bug', 'engine.unexpected', { message: 'this test has no engine' });
}

export async function testApp(
  options: { engine?: boolean; environment?: Record<string, string>; registry?: ConnectorRegistry } = {},
): Promise<TestApp> {
  const database = await testDatabase();
  const home = await mkdtemp(join(tmpdir(), 'raccord-test-'));
  const pool = new pg.Pool({ connectionString: database.url, max: 5 });
  // The database may go while somebody still has a connection in hand.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  await migrate(pool);
  const registry = options.registry ?? connectors;
  const settings = readSettings({ RACCORD_HOME: home, RACCORD_LOG_LEVEL: 'silent', ...options.environment });
  const place = { postgresUrl: database.url };
  const log = createLogger(settings);
  if (options.engine) await prepareDoorbell(place);
  const doorbell = options.engine ? createDoorbell(place, log) : undefined;
  const engine = doorbell === undefined ? noEngine : createEngineCommands(pool, doorbell, log);
  const signals = await listenToSignals(database.url, log);
  const deps = await buildDeps(settings, { pool, signals, registry, engine, doorbell: doorbell ?? silent });
  const app = await createApp(deps);
  await app.ready();
  const tokens = new Map<Role, string>();

  const tokenOf = async (role: Role) => {
    const token =
      tokens.get(role) ?? (await createApiToken(deps.db, { workspaceId: DEFAULT_WORKSPACE, name: role, role })).token;
    tokens.set(role, token);
    return token;
  };

  return {
    app,
    deps,
    databaseUrl: database.url,
    async call(method, url, { as = 'owner', body, headers = {} } = {}) {
      const authorization = as === null ? {} : { authorization: `Bearer ${await tokenOf(as)}` };
      const request: InjectOptions = { method, url, headers: { ...authorization, ...headers } };
      if (body !== undefined) {
        request.payload = JSON.stringify(body);
        request.headers = { 'content-type': 'application/json', ...request.headers };
      }
      const answer = await app.inject(request);
      const isJson = String(answer.headers['content-type']).startsWith('application/json');
      return {
        status: answer.statusCode,
        body: isJson ? answer.json() : undefined,
        headers: answer.headers,
        text: answer.payload,
      };
    },
    async close() {
      await app.close();
      deps.events.close();
      await signals.close();
      await doorbell?.close();
      await pool.end();
      await database.drop();
      await rm(home, { recursive: true, force: true });
    },
  };
}
