import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { access, chown, mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createConnection } from 'mysql2/promise';

export type MariadbServer = {
  port: number;
  username: string;
  password: string;
  database: string;
  stop(): Promise<void>;
};

const server = '/usr/sbin/mariadbd';
const installer = '/usr/bin/mariadb-install-db';

/** Where it is not installed, MySQL is not tried, and its suites are missing from the report. */
export const hasMariadb = await Promise.all([exists(server), exists(installer)]).then(
  (found) => !found.includes(false),
);

/** A real MariaDB with its own data, where Debian's `mariadb-server` is installed; see `hasMariadb`. */
export async function mariadbServer(tls?: { key: string; cert: string }): Promise<MariadbServer> {
  const folder = await mkdtemp('/tmp/raccord-mariadb-');
  const root = process.getuid?.() === 0;
  const { stdout } = await promisify(execFile)('id', ['-u', root ? 'mysql' : '']).catch(() => ({ stdout: '' }));
  if (root) await chown(folder, Number(stdout), Number(stdout));
  const user = root ? ['--user=mysql'] : [];
  const data = join(folder, 'data');
  await promisify(execFile)(installer, [
    '--no-defaults',
    ...user,
    `--datadir=${data}`,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
  ]);
  const secured = Object.entries(tls ?? {}).map(([name, content]) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return `--ssl-${name}=${path}`;
  });
  const port = await freePort();
  const child = spawn(
    server,
    [
      '--no-defaults',
      ...user,
      `--datadir=${data}`,
      `--socket=${join(folder, 's')}`,
      `--port=${port}`,
      ...secured,
      '--bind-address=127.0.0.1',
      '--skip-name-resolve',
      '--innodb-flush-log-at-trx-commit=0',
      '--innodb-buffer-pool-size=16M',
    ],
    { stdio: 'ignore' },
  );
  const login = { username: 'root', password: '', database: 'shop' };
  await untilReady(port, child);
  return {
    port,
    ...login,
    async stop() {
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGKILL');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function untilReady(port: number, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (child.exitCode !== null) break;
    try {
      const connection = await createConnection({ host: '127.0.0.1', port, user: 'root' });
      await connection.query('create database if not exists shop');
      await connection.end();
      return;
    } catch {
      await new Promise((done) => setTimeout(done, 100));
    }
  }
  throw new Error('MariaDB did not start');
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => done(port));
    });
  });
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
