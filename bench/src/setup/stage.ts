import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownDataRoot } from '@raccord/server/testing/own-postgres';
import { type RedisServer, startRedisServer } from '@raccord/server/testing/redis-server';
import pg from 'pg';

/** What all systems of a bench stand on: one PostgreSQL with its durable settings, one Redis, folders, and what to take down again. */
export type Stage = {
  /** A new, empty database. */
  database(name: string): Promise<string>;
  /** Started when first asked for; appends to disk every second, evicts nothing. */
  redis(): Promise<RedisServer>;
  folder(name: string): Promise<string>;
  /** Called at the end, last one first. */
  onEnd(close: () => Promise<unknown>): void;
  progress(line: string): void;
  close(): Promise<void>;
};

/** @param searchPath the value of PATH, where redis-server is looked for */
export async function openStage(searchPath: string, progress: (line: string) => void): Promise<Stage> {
  const root = await mkdtemp(join(tmpdir(), 'raccord-bench-'));
  const closers: (() => Promise<unknown>)[] = [() => rm(root, { recursive: true, force: true })];
  let postgres: Promise<string> | undefined;
  let redis: Promise<RedisServer> | undefined;

  const startPostgres = async () => {
    const data = await ownDataRoot();
    closers.push(() => data.remove());
    // No settings of our own: those of `npm start`, fsync on.
    return (await data.start({})).url;
  };
  const startRedis = async () => {
    const server = await startRedisServer(searchPath, root, { appendfsync: 'everysec', databases: '16' });
    if (server === undefined) throw new Error('this bench needs redis-server on the PATH');
    closers.push(() => server.stop());
    return server;
  };
  return {
    async database(name) {
      postgres ??= startPostgres();
      const serverUrl = await postgres;
      const client = new pg.Client({ connectionString: serverUrl });
      await client.connect();
      await client.query(`create database ${name}`);
      await client.end();
      const url = new URL(serverUrl);
      url.pathname = `/${name}`;
      return url.href;
    },
    redis() {
      redis ??= startRedis();
      return redis;
    },
    folder: (name) => mkdtemp(join(root, `${name}-`)),
    onEnd: (close) => closers.push(close),
    progress,
    async close() {
      for (const close of closers.splice(0).reverse()) await close();
    },
  };
}
