import { readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { identifyProcess } from './process-identity.ts';

/** What `postmaster.pid` in a data folder says of the PostgreSQL that runs on it. */
export type Postmaster = { pid: number; port: number; status: string };

/**
 * The PostgreSQL that really runs on this data folder now; `undefined` when there is none, whatever `postmaster.pid` says:
 * its process may be dead, a zombie, or the pid may have gone to another program.
 */
export async function findPostmaster(dataFolder: string): Promise<Postmaster | undefined> {
  const written = await readPostmasterFile(dataFolder);
  if (written === undefined) return undefined;
  const found = await identifyProcess(written.pid);
  const isOurs = found?.command.includes('postgres') && found.command.includes(dataFolder);
  return isOurs === true && resolve(written.dataFolder) === resolve(dataFolder) ? written : undefined;
}

/**
 * Makes a stale `postmaster.pid` harmless. PostgreSQL refuses to start while the pid in it answers, be it a zombie or
 * another program; it does ignore the pid of its own parent. So our pid is written in: unlike removing the file, this
 * keeps PostgreSQL's own check that no orphaned backend still uses the shared memory named in it.
 *
 * Call only when `findPostmaster` finds none.
 */
export async function disarmPostmasterFile(dataFolder: string): Promise<void> {
  const file = join(dataFolder, 'postmaster.pid');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return;
  const lines = text.split('\n');
  if (lines.length < 2) {
    // Killed while it wrote the file, so before it had any shared memory; PostgreSQL would not start over an empty one.
    await rm(file, { force: true });
    return;
  }
  lines[0] = String(process.pid);
  await writeFile(file, lines.join('\n'));
}

async function readPostmasterFile(dataFolder: string): Promise<(Postmaster & { dataFolder: string }) | undefined> {
  const text = await readFile(join(dataFolder, 'postmaster.pid'), 'utf8').catch(() => undefined);
  // Lines: pid, data folder, start time, port, socket folder, address, shared memory, status.
  const [pid, folder, , port, , , , status] = text?.split('\n') ?? [];
  if (pid === undefined || folder === undefined) return undefined;
  return { pid: Number(pid), dataFolder: folder, port: Number(port), status: (status ?? '').trim() };
}
