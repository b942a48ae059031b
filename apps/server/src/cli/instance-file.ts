import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a running server tells commands on the same machine; in `<home>/server.json`. */
export type Instance = {
  /** e.g. `http://127.0.0.1:4000`. */
  address: string;
  pid: number;
  /** Address of the stand-ins, when they run. */
  sandbox?: string;
};

const pathIn = (home: string) => join(home, 'server.json');

export async function writeInstance(home: string, instance: Instance): Promise<void> {
  const path = pathIn(home);
  await writeFile(`${path}.${instance.pid}`, `${JSON.stringify(instance)}\n`, { mode: 0o600 });
  await rename(`${path}.${instance.pid}`, path);
}

/** The server that runs on this home, as far as the file knows; it may have been killed since. */
export async function readInstance(home: string): Promise<Instance | undefined> {
  try {
    const { address, pid, sandbox } = JSON.parse(await readFile(pathIn(home), 'utf8')) as Partial<Instance>;
    if (typeof address !== 'string' || typeof pid !== 'number') return undefined;
    return { address, pid, ...(typeof sandbox === 'string' ? { sandbox } : {}) };
  } catch {
    return undefined;
  }
}

/** Removes the file if it is still this process's. */
export async function removeInstance(home: string, pid: number): Promise<void> {
  if ((await readInstance(home))?.pid === pid) await rm(pathIn(home), { force: true });
}
