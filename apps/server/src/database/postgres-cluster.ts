import { spawn } from 'node:child_process';
import { chmod, chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Failure } from '@raccord/contract';
import type { PostgresAccount } from './postgres-account.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import type { PostgresLocation } from './postgres-location.ts';
import { systemFolder } from './postgres-location.ts';

/** The major version the npm packages bring, which wrote the data folder. */
export const embeddedMajor = 18;

/**
 * Makes the data folder (`initdb`), unless it is there. It is made under another name and renamed when complete, so that a
 * crash in between leaves nothing that looks like a database.
 *
 * @throws Failure `boot.databaseVersion` for the folder of another major version, `boot.databaseInit` when `initdb` fails.
 */
export async function initCluster(
  binaries: PostgresBinaries,
  account: PostgresAccount | undefined,
  location: PostgresLocation,
): Promise<'made' | 'found'> {
  const { dataFolder } = location;
  const version = await readFile(join(dataFolder, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (version !== undefined) {
    if (Number(version) === embeddedMajor) return 'found';
    throw new Failure('config', 'boot.databaseVersion', {
      where: dataFolder,
      found: version.trim(),
      needed: String(embeddedMajor),
    });
  }
  await makeParent(dataFolder, account);
  await removeUnfinished(dataFolder);
  const unfinished = `${dataFolder}.new-${process.pid}`;
  const passwordFile = `${unfinished}.password`;
  try {
    await writeFile(passwordFile, location.password, { mode: 0o600 });
    if (account !== undefined) await chown(passwordFile, account.uid, account.gid);
    await runProgram(binaries.initdb, initArguments(location, unfinished, passwordFile), account);
    await rename(unfinished, dataFolder);
  } finally {
    await removeUnfinished(dataFolder);
  }
  return 'made';
}

/** Sets the password anew, by PostgreSQL's single-user mode: for data whose `postgres.json` was lost. */
export async function resetPassword(
  binaries: PostgresBinaries,
  account: PostgresAccount | undefined,
  { dataFolder, user, password }: PostgresLocation,
): Promise<void> {
  const statement = `ALTER ROLE "${user}" PASSWORD '${password}'\n`;
  const singleUser = ['--single', '-D', dataFolder, '-c', 'password_encryption=scram-sha-256', 'postgres'];
  await runProgram(binaries.postgres, singleUser, account, statement);
}

function initArguments({ user }: PostgresLocation, folder: string, passwordFile: string): string[] {
  return [
    `--pgdata=${folder}`,
    `--username=${user}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // Sorting by code point, letters of all scripts known: the same on every machine, whatever its locales.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
  ];
}

/** Folders we make for another user are that user's alone; folders that were there keep owner and mode. */
async function makeParent(dataFolder: string, account: PostgresAccount | undefined): Promise<void> {
  const parent = dirname(dataFolder);
  if ((await stat(parent).catch(() => undefined)) !== undefined) return;
  if (account === undefined) {
    await mkdir(parent, { recursive: true });
    return;
  }
  await makeSystemFolder();
  await mkdir(parent, { mode: 0o700 });
  await chown(parent, account.uid, account.gid);
}

/** `/var/lib/raccord`, passable for everybody whatever our umask. */
export async function makeSystemFolder(): Promise<void> {
  const made = await mkdir(systemFolder, { recursive: true });
  if (made !== undefined) await chmod(systemFolder, 0o755);
}

async function removeUnfinished(dataFolder: string): Promise<void> {
  const parent = dirname(dataFolder);
  for (const name of await readdir(parent)) {
    if (name.startsWith(`${basename(dataFolder)}.new-`)) await rm(join(parent, name), { recursive: true, force: true });
  }
}

/** Runs a PostgreSQL program to its end. The folder we are in may be closed to the other user, hence the root folder. */
async function runProgram(
  program: string,
  args: string[],
  account: PostgresAccount | undefined,
  input = '',
): Promise<void> {
  const child = spawn(program, args, {
    cwd: dirname(program),
    env: postgresEnvironment,
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
    ...account,
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk;
  });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  }).catch((cause: unknown) => {
    throw new Failure('config', 'boot.databaseInit', { message: String(cause) }, { cause });
  });
  if (exitCode !== 0) throw new Failure('config', 'boot.databaseInit', { message: output.trim().slice(-2_000) });
}

/** What PostgreSQL sees of our environment: nothing (a PGDATA or LC_ALL of the user's must not reach it). */
export const postgresEnvironment: NodeJS.ProcessEnv = { LC_ALL: 'C', TZ: 'UTC' };
