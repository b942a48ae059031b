import type { ConnectorRegistry } from '@raccord/contract';
import type { Doorbell } from '@raccord/runtime/ports';
import type { Kysely } from 'kysely';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { type AskConnection, createAsking } from './connections/ask-connection.ts';
import { createLogger } from './create-logger.ts';
import type { EngineCommands } from './engine-commands.ts';
import type { Settings } from './env.ts';
import { type EventHub, openEventHub } from './events/event-hub.ts';
import { type AskAboutFlow, createFlowAsking } from './flow-asks/ask-about-flow.ts';
import { publicUrlOf } from './public-url.ts';
import { createReadiness, type Readiness } from './readiness.ts';
import type { RunningSandbox } from './sandbox/start-sandbox.ts';
import { openPeople, type People } from './sign-in/people.ts';
import type { SignalListener } from './signals/signals.ts';
import { ensureDefaultRules } from './stores/alerts/alert-rules.ts';
import { openDatabase } from './stores/database.ts';
import type { Database } from './stores/schema.ts';
import { ensureWorkspace } from './stores/workspaces.ts';
import { openVault, type Vault } from './vault/vault.ts';

/** All that the application needs of the world. Routes and plugins take what they use from here and make nothing themselves. */
export type Deps = {
  settings: Settings;
  /** How browsers reach us, without a slash at the end. */
  publicUrl: string;
  pool: Pool;
  db: Kysely<Database>;
  vault: Vault;
  people: People;
  registry: ConnectorRegistry;
  engine: EngineCommands;
  /** Rings a worker; what it is to do stands in the tables. */
  ring: Doorbell['ring'];
  ask: AskConnection;
  askFlow: AskAboutFlow;
  events: EventHub;
  readiness: Readiness;
  /** Where the stand-ins listen, once they do. `origins`: how the addresses of connections to them begin. */
  sandbox: Partial<Pick<RunningSandbox, 'address' | 'origins' | 'register'>>;
  log: Logger;
  /** Milliseconds since 1970. */
  now(): number;
};

/** What others bring; everything else is made here. */
export type Outside = {
  pool: Pool;
  signals: SignalListener;
  registry: ConnectorRegistry;
  engine: EngineCommands;
  doorbell: Pick<Doorbell, 'ring' | 'waiting'>;
  log?: Logger;
};

/** Makes everything, once. The database has been migrated. The pool and the signals stay their owner's. */
export async function buildDeps(settings: Settings, outside: Outside): Promise<Deps> {
  const { pool, registry, engine, doorbell } = outside;
  const log = outside.log ?? createLogger(settings);
  const db = openDatabase(pool);
  await ensureWorkspace(db);
  await ensureDefaultRules(pool);
  const { vault } = await openVault(db, settings);
  const publicUrl = publicUrlOf(settings);
  const people = await openPeople({ db, secret: vault.derive('sessions'), baseUrl: publicUrl });
  const events = openEventHub(outside.signals);
  const ask = createAsking(pool, doorbell, vault);
  const askFlow = createFlowAsking(pool, doorbell);
  return {
    settings,
    publicUrl,
    pool,
    db,
    vault,
    people,
    registry,
    engine,
    ring: (rings) => doorbell.ring(rings),
    ask,
    askFlow,
    events,
    readiness: createReadiness(pool, doorbell),
    sandbox: {},
    log,
    now: Date.now,
  };
}
