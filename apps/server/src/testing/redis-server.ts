import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '../database/free-port.ts';

/** A real redis-server for tests, on a port of its own. */
export type RedisServer = { url: string; pid: number; stop(): Promise<void> };

/**
 * Starts the machine's redis-server with its files in `folder`, set as Raccord demands it (appended to disk, nothing
 * evicted); `settings` win. `undefined` when the machine has none.
 *
 * @param searchPath The value of PATH.
 */
export async function startRedisServer(
  searchPath: string,
  folder: string,
  settings: Record<string, string> = {},
): Promise<RedisServer | undefined> {
  const program = findProgram(searchPath, 'redis-server');
  if (program === undefined) return undefined;
  const port = await freePort();
  const all = {
    port: String(port),
    bind: '127.0.0.1',
    dir: folder,
    databases: '1024',
    appendonly: 'yes',
    save: '',
    'maxmemory-policy': 'noeviction',
    ...settings,
  };
  const args = Object.entries(all).flatMap(([name, value]) => [`--${name}`, value]);
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(child, 'exit');
  for await (const line of createInterface(child.stdout)) if (line.includes('Ready to accept connections')) break;
  child.stdout.resume();
  if (child.exitCode !== null || child.pid === undefined) throw new Error(`redis-server ended with ${child.exitCode}`);
  return {
    url: `redis://127.0.0.1:${all.port}`,
    pid: child.pid,
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function findProgram(searchPath: string, name: string): string | undefined {
  return searchPath
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}
