import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { Failure } from '@raccord/contract';
import { identifyProcess } from './process-identity.ts';

export type InstanceLock = { release(): Promise<void> };

/** Content of the lock file: who holds it. The start tells the holder from a later process that got the same pid. */
type Holder = { pid: number; startedAt: string; host: string };

const fileName = 'instance.lock';
const beatEveryMs = 2_000;
/** Two beats and a bit. */
const watchForMs = 5_000;

/**
 * Makes sure that one Raccord at a time works on a data root. A lock left behind by a process that was killed is taken over.
 *
 * @throws Failure (`config`) `boot.dataFolderInUse` with `folder` and `pid`; `boot.dataFolderUnwritable`.
 */
export async function takeInstanceLock(dataRoot: string): Promise<InstanceLock> {
  const file = join(dataRoot, fileName);
  const startedAt = (await identifyProcess(process.pid))?.startedAt ?? '';
  const content = JSON.stringify({ pid: process.pid, startedAt, host: hostname() } satisfies Holder);
  while (!(await create(dataRoot, file, content))) {
    const found = await readFile(file, 'utf8').catch(() => undefined);
    if (found === undefined) continue;
    const holder = parse(found);
    if (await isHeld(file, holder)) {
      throw new Failure('config', 'boot.dataFolderInUse', { folder: dataRoot, pid: holder?.pid ?? '?' });
    }
    await removeStale(file, found);
  }
  const beat = setInterval(() => void touch(file), beatEveryMs).unref();
  return {
    release: async () => {
      clearInterval(beat);
      if ((await readFile(file, 'utf8').catch(() => undefined)) === content) await rm(file, { force: true });
    },
  };
}

/** Answers false when the file is there already. */
async function create(dataRoot: string, file: string, content: string): Promise<boolean> {
  try {
    await mkdir(dataRoot, { recursive: true });
    await writeFile(file, content, { flag: 'wx', mode: 0o644 });
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw new Failure('config', 'boot.dataFolderUnwritable', { folder: dataRoot, message: String(cause) }, { cause });
  }
}

async function isHeld(file: string, holder: Holder | undefined): Promise<boolean> {
  if (holder?.host === hostname()) return (await identifyProcess(holder.pid))?.startedAt === holder.startedAt;
  // Half-written, or taken in another container on the same volume, whose processes we cannot see: does it beat?
  const before = await modifiedAt(file);
  await new Promise((resolve) => setTimeout(resolve, watchForMs));
  return (await modifiedAt(file)) !== before;
}

/** Moves the stale lock away; when it was replaced by a fresh one in the meantime, that one is put back. */
async function removeStale(file: string, stale: string): Promise<void> {
  const aside = `${file}.${process.pid}`;
  try {
    await rename(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if ((await readFile(aside, 'utf8')) === stale) await rm(aside, { force: true });
  else await rename(aside, file);
}

function parse(content: string): Holder | undefined {
  try {
    const holder = JSON.parse(content) as Partial<Holder>;
    const { pid, startedAt, host } = holder;
    return typeof pid === 'number' && startedAt !== undefined && host !== undefined
      ? { pid, startedAt, host }
      : undefined;
  } catch {
    return undefined;
  }
}

async function modifiedAt(file: string): Promise<number | undefined> {
  return (await stat(file).catch(() => undefined))?.mtimeMs;
}

async function touch(file: string): Promise<void> {
  const now = new Date();
  await utimes(file, now, now).catch(() => {});
}
