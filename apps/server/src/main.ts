import { hostname } from 'node:os';
import { connectors } from '@raccord/connectors';
import { describeFailure, Failure } from '@raccord/contract';
import pg from 'pg';
import { createApp } from './app.ts';
import { buildDeps, closeDeps } from './deps.ts';
import type { EngineCommands } from './engine-commands.ts';
import type { Settings } from './env.ts';
import { writeLocalToken } from './sign-in/local-token.ts';
import { makeSetupToken } from './sign-in/setup-link.ts';
import { migrate } from './stores/migrate.ts';

export type RunningServer = {
  /** Where it listens, e.g. `http://127.0.0.1:4000`. */
  address: string;
  /** The one-time link for the first owner; absent when there is one. */
  setupLink?: string;
  /** Answers what is under way, then ends everything. */
  close(): Promise<void>;
};

/** What is said on the console; the only output besides the log. */
export type Say = (line: string) => void;

/**
 * Connects, migrates, assembles, listens.
 * @throws Failure `config`: `boot.noDatabase`, `boot.portTaken`, or what the vault says of its key
 */
export async function startServer(
  settings: Settings & { databaseUrl: string },
  engineOn: (pool: pg.Pool) => EngineCommands,
  say: Say,
): Promise<RunningServer> {
  const pool = new pg.Pool({
    connectionString: settings.databaseUrl,
    max: 10,
    connectionTimeoutMillis: 10_000,
    application_name: 'raccord-server',
  });
  // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  const closers: (() => Promise<void>)[] = [() => pool.end()];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    await reach(pool);
    await migrate(pool);
    const { databaseUrl } = settings;
    const deps = await buildDeps(settings, { pool, databaseUrl, registry: connectors, engine: engineOn(pool) });
    closers.push(() => closeDeps(deps));
    const app = await createApp(deps);
    closers.push(() => app.close());
    const address = await listen(() => app.listen({ host: settings.host, port: settings.port }), settings.port);
    await writeLocalToken(deps.db, settings.home, hostname());
    const token = await makeSetupToken(deps.db, deps.people);
    const home = settings.publicUrl ?? address;
    say(`Raccord: ${home}`);
    if (token === undefined) return { address, close };
    const setupLink = `${home}/setup?token=${token}`;
    say(`First account / premier compte: ${setupLink}`);
    return { address, setupLink, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function reach(pool: pg.Pool): Promise<void> {
  try {
    await pool.query('select 1');
  } catch (cause) {
    const message = cause instanceof Error ? cause.message || cause.name : String(cause);
    throw new Failure('config', 'boot.noDatabase', { message }, { cause });
  }
}

async function listen(start: () => Promise<string>, port: number): Promise<string> {
  try {
    return await start();
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EADDRINUSE')
      throw new Failure('config', 'boot.portTaken', { port }, { cause });
    throw cause;
  }
}

/** The sentence for what kept the server from starting, in the language of the system. */
export function describeStartFailure(error: unknown, locale = Intl.DateTimeFormat().resolvedOptions().locale): string {
  if (!(error instanceof Failure)) return String(error);
  return describeFailure(error.toData(), locale.startsWith('fr') ? 'fr' : 'en');
}
