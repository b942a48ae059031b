import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Failure } from '@raccord/contract';
import { freePort } from './free-port.ts';
import { type PostgresAccount, postgresAccount } from './postgres-account.ts';
import { waitForPostgres } from './postgres-answer.ts';
import { type PostgresBinaries, preparePostgresBinaries } from './postgres-binaries.ts';
import { initCluster, makeSystemFolder, postgresEnvironment, resetPassword } from './postgres-cluster.ts';
import { type PostgresLocation, readLocation, systemFolder, writeLocation } from './postgres-location.ts';
import { openPostgresLog, type PostgresLog } from './postgres-log.ts';
import { settingArguments } from './postgres-settings.ts';
import { disarmPostmasterFile, findPostmaster } from './postmaster-file.ts';
import { waitForProcessEnd } from './process-identity.ts';
import { stopPostmaster } from './stop-postmaster.ts';

export type EmbeddedPostgresOptions = {
  /** Folder of this installation (`.raccord`); the data is in it, or under `/var/lib/raccord` when we are root. */
  dataRoot: string;
  /** Takes one line per thing worth telling (recovery, restart). */
  log?: (line: string) => void;
  /** PostgreSQL settings that replace ours; for tests. */
  settings?: Record<string, string>;
  /** Folder of PostgreSQL's programs, when it is not the npm package's; for tests. */
  native?: string | undefined;
};

export type EmbeddedPostgres = {
  /** For any process of ours; stays the same as long as this object lives, also over a restart of PostgreSQL. */
  readonly url: string;
  /** Of the postmaster that runs now. */
  readonly pid: number;
  /** Whether it was running already, left over from a Raccord that was killed. */
  readonly adopted: boolean;
  readonly dataFolder: string;
  /** Ends supervision, then PostgreSQL: running statements are cancelled, everything committed is on the disk. */
  stop(): Promise<void>;
};

/** A postmaster that runs, and the promise of its end. */
type Postmaster = { pid: number; port: number; adopted: boolean; ended: Promise<void> };

type Setup = {
  location: PostgresLocation;
  account: PostgresAccount | undefined;
  binaries: PostgresBinaries;
  logFile: PostgresLog;
  log: (line: string) => void;
  settings: Record<string, string>;
};

/** How often a PostgreSQL that ends at once is tried, and the longest pause between two restarts while we run. */
const startAttempts = 4;
const longestPauseMs = 5_000;
/** An adopted postmaster is not our child: we learn of its end by looking. */
const lookEveryMs = 1_000;

/**
 * Starts the PostgreSQL that comes with Raccord, making its data folder at the first start, and starts it again whenever
 * it ends. One that is still running on the same data (our server was killed) is adopted.
 *
 * Take the instance lock first: two Raccords with one data root would adopt, and stop, each other's PostgreSQL.
 *
 * @throws Failure (`config`) `boot.noDatabaseBinaries`, `boot.noDatabaseUser`, `boot.dataFolderNotYours`, `boot.locationUnreadable`,
 *   `boot.databaseVersion`, `boot.databaseInit`, `boot.databaseStopped`.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const setup = await prepare(options);
  let current = await bringUp(setup, undefined).catch((error: unknown) => {
    setup.logFile.close();
    throw error;
  });
  const { port, adopted } = current;
  const stopping = new AbortController();
  const supervision = supervise(setup, port, current, stopping.signal, (postmaster) => {
    current = postmaster;
  });
  return {
    url: urlOf(setup.location, port),
    get pid() {
      return current.pid;
    },
    adopted,
    dataFolder: setup.location.dataFolder,
    stop: async () => {
      if (stopping.signal.aborted) return supervision;
      stopping.abort();
      await stopPostmaster(current.pid);
      await supervision;
      // A restart may have been under way.
      await stopPostmaster(current.pid);
      setup.logFile.close();
    },
  };
}

/** The URL of the embedded PostgreSQL that runs for this data root, for commands beside a running server; else `undefined`. */
export async function embeddedPostgresUrl(dataRoot: string): Promise<string | undefined> {
  const { location } = await readLocation(dataRoot);
  const postmaster = await findPostmaster(location.dataFolder);
  return postmaster && urlOf(location, postmaster.port);
}

async function prepare({ dataRoot, log = () => {}, settings = {}, native }: EmbeddedPostgresOptions): Promise<Setup> {
  const { location, origin } = await readLocation(dataRoot);
  if (origin === 'new') await setAsideForgotten(location, log);
  const account = await postgresAccount(location.dataFolder);
  if (account !== undefined) await makeSystemFolder();
  const binaries = await preparePostgresBinaries({
    copyTo: account === undefined ? undefined : systemFolder,
    fallbackFolder: location.dataRoot,
    native,
  });
  if (origin !== 'stored') await writeLocation(location);
  await initCluster(binaries, account, location);
  const logFile = openPostgresLog(join(location.dataRoot, 'postgres.log'));
  return { location, account, binaries, logFile, log, settings };
}

/**
 * A data root that was deleted, or a checkout made anew in the same place, starts empty: the data it had in the system
 * folder belongs to keys that are gone. It is kept under another name, for whoever deleted by mistake.
 */
async function setAsideForgotten(
  { dataRoot, dataFolder }: PostgresLocation,
  log: (line: string) => void,
): Promise<void> {
  if (dataFolder.startsWith(dataRoot) || !existsSync(dataFolder)) return;
  const running = await findPostmaster(dataFolder);
  if (running !== undefined) await stopPostmaster(running.pid);
  const aside = `${dirname(dataFolder)}.forgotten-${new Date().toISOString().replaceAll(':', '')}`;
  await rename(dirname(dataFolder), aside);
  log(`The folder ${dataRoot} is new; the database of an earlier one in the same place was moved to ${aside}`);
}

/** Adopts the postmaster that runs on the data folder, or starts one, on the given port (else on a free one). */
async function bringUp(setup: Setup, port: number | undefined, signal?: AbortSignal): Promise<Postmaster> {
  for (let attempt = 1; ; attempt++) {
    const postmaster = (await findRunning(setup)) ?? (await launch(setup, port ?? (await freePort())));
    let hasEnded = false;
    void postmaster.ended.then(() => {
      hasEnded = true;
    });
    const answer = await waitForPostgres(urlOf(setup.location, postmaster.port), () => !hasEnded, setup.log);
    if (answer === 'ready') return postmaster;
    if (attempt >= startAttempts || signal?.aborted) {
      await stopPostmaster(postmaster.pid);
      throw new Failure('config', 'boot.databaseStopped', { file: setup.logFile.file, message: setup.logFile.tail() });
    }
    await stopPostmaster(postmaster.pid);
    if (answer === 'refused') await resetPassword(setup.binaries, setup.account, setup.location);
    // Backends of a killed postmaster need a moment to notice; until then the next one may not start.
    else await pause(100 * 2 ** attempt, signal);
  }
}

async function supervise(
  setup: Setup,
  port: number,
  first: Postmaster,
  signal: AbortSignal,
  onRestart: (postmaster: Postmaster) => void,
): Promise<void> {
  let current = first;
  // Whoever stops waits for PostgreSQL's end himself: looking at an adopted one does not keep the process alive until it is seen.
  const { promise: stopped, resolve } = Promise.withResolvers<void>();
  signal.addEventListener('abort', () => resolve());
  for (let pauseMs = 50; ; ) {
    const startedAt = Date.now();
    await Promise.race([current.ended, stopped]);
    if (signal.aborted) return;
    setup.log(
      `PostgreSQL (process ${current.pid}) ended by itself; it is started again. Its log: ${setup.logFile.file}`,
    );
    if (Date.now() - startedAt > 60_000) pauseMs = 50;
    for (let running = false; !running; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      await pause(pauseMs, signal);
      if (signal.aborted) return;
      try {
        current = await bringUp(setup, port, signal);
        running = true;
      } catch (error) {
        if (signal.aborted) return;
        setup.log(`PostgreSQL could not be started again: ${String(error)}`);
      }
    }
    onRestart(current);
    setup.log(`PostgreSQL runs again (process ${current.pid})`);
    if (signal.aborted) return;
  }
}

async function findRunning({ location }: Setup): Promise<Postmaster | undefined> {
  const found = await findPostmaster(location.dataFolder);
  return found && { pid: found.pid, port: found.port, adopted: true, ended: endOf(found.pid) };
}

async function endOf(pid: number): Promise<void> {
  while (!(await waitForProcessEnd(pid, 0))) {
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs).unref());
  }
}

async function launch({ location, account, binaries, logFile, settings }: Setup, port: number): Promise<Postmaster> {
  await disarmPostmasterFile(location.dataFolder);
  const child = spawn(binaries.postgres, ['-D', location.dataFolder, ...settingArguments(port, settings)], {
    cwd: location.dataFolder,
    env: postgresEnvironment,
    stdio: ['ignore', logFile.descriptor, logFile.descriptor],
    // In a group of its own: Ctrl-C in the terminal must reach us only, so that we finish our work before it goes.
    detached: true,
    windowsHide: true,
    ...account,
  });
  child.unref();
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  return { pid: child.pid ?? 0, port, adopted: false, ended };
}

function urlOf({ user, password, database }: PostgresLocation, port: number): string {
  return `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
}

async function pause(durationMs: number, signal: AbortSignal | undefined): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, durationMs);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
