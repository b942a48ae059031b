import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { Failure } from '@raccord/contract';

const run = promisify(execFile);

/** The system user that PostgreSQL runs as when we are root (PostgreSQL itself refuses to be root). */
export type PostgresAccount = { uid: number; gid: number };

/** Whether files and processes must be given to another user, because we are root. */
export function runsAsRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * Who runs PostgreSQL on this data folder: its owner if it exists (it may have been made before, by an ordinary user),
 * else the system user `raccord`, made if that is possible, else `nobody`. `undefined` when we are not root: it is us.
 */
export async function postgresAccount(dataFolder: string): Promise<PostgresAccount | undefined> {
  if (!runsAsRoot()) return undefined;
  const owner = await stat(dataFolder).catch(() => undefined);
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const account = (await systemUser('raccord')) ?? (await makeSystemUser('raccord')) ?? (await systemUser('nobody'));
  if (account === undefined) throw new Failure('config', 'boot.noDatabaseUser');
  return account;
}

async function makeSystemUser(name: string): Promise<PostgresAccount | undefined> {
  await run('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', name]).catch(() => undefined);
  return systemUser(name);
}

async function systemUser(name: string): Promise<PostgresAccount | undefined> {
  const users = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const fields = users
    .split('\n')
    .map((line) => line.split(':'))
    .find((entry) => entry[0] === name);
  const [uid, gid] = [Number(fields?.[2]), Number(fields?.[3])];
  return Number.isInteger(uid) && Number.isInteger(gid) && uid !== 0 ? { uid, gid } : undefined;
}
