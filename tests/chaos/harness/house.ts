import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@raccord/server/database/free-port';
import { ownDataRoot } from '@raccord/server/testing/own-postgres';
import { query } from '@raccord/server/testing/query';
import { type RedisServer, startRedisServer } from '@raccord/server/testing/redis-server';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../../browser/open-browser.ts';

/** The machine room of a chaos run: a PostgreSQL and a Redis that may be crashed, and a place for what the processes print. */
export type House = {
  folder: string;
  vaultKey: string;
  /** File descriptor of the log all processes share. */
  log: number;
  newDatabase(): Promise<string>;
  /** Ends PostgreSQL at once: nothing is flushed, nobody is told. It is started again by the product's own supervision. */
  crashPostgres(): void;
  /** undefined when this machine has no redis-server. */
  redis: RedisRoom | undefined;
  /** Where somebody has the screens open. */
  browser: Browser | undefined;
  tail(lines: number): string;
  close(): Promise<void>;
};
export type RedisRoom = {
  /** A database nobody else uses. */
  newUrl(): string;
  /** A second one, with its files there. */
  another(folder: string): Promise<RedisServer | undefined>;
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Deletes everything it ever wrote; only while it is down. */
  wipe(): Promise<void>;
};

/** Committed is committed, also when PostgreSQL is killed; `fsync` only matters when the power goes. */
const settings = { max_connections: '150', fsync: 'off' };

/** @param browserProgram the browser in which somebody has the screens open all the time */
export async function openHouse(searchPath: string, browserProgram?: string): Promise<House> {
  const folder = await mkdtemp(join(tmpdir(), 'raccord-chaos-'));
  const logFile = join(folder, 'processes.log');
  const log = openSync(logFile, 'a');
  const own = await ownDataRoot();
  const postgres = await own.start(settings);
  const redis = await redisRoom(searchPath, join(folder));
  const browser = browserProgram === undefined ? undefined : await openBrowser(browserProgram);
  return {
    folder,
    vaultKey: randomBytes(32).toString('base64'),
    log,
    async newDatabase() {
      const name = `chaos_${randomBytes(5).toString('hex')}`;
      await query(postgres.url, `create database ${name}`);
      const url = new URL(postgres.url);
      url.pathname = `/${name}`;
      return url.href;
    },
    crashPostgres() {
      try {
        process.kill(postgres.pid, 'SIGQUIT');
      } catch {
        // It is down already and about to be started again.
      }
    },
    redis: redis?.room,
    browser,
    tail: (lines) => readFileSync(logFile, 'utf8').split('\n').slice(-lines).join('\n'),
    async close() {
      await browser?.close();
      await redis?.room.kill();
      await own.remove();
      closeSync(log);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function redisRoom(searchPath: string, folder: string): Promise<{ room: RedisRoom } | undefined> {
  const port = String(await freePort());
  let server: RedisServer | undefined = await startRedisServer(searchPath, folder, { port });
  if (server === undefined) return undefined;
  const { url } = server;
  let databases = 0;
  const room: RedisRoom = {
    newUrl: () => `${url}/${databases++}`,
    another: (elsewhere) => startRedisServer(searchPath, elsewhere),
    async kill() {
      await server?.stop();
      server = undefined;
    },
    async start() {
      server = await startRedisServer(searchPath, folder, { port });
    },
    async wipe() {
      for (const name of await readdir(folder))
        if (name.startsWith('appendonly') || name.endsWith('.rdb')) await rm(join(folder, name), { recursive: true });
    },
  };
  return { room };
}
