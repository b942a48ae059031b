import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { preparePostgresBinaries } from '../database/postgres-binaries.ts';
import { systemFolder } from '../database/postgres-location.ts';

type User = { uid: number; gid: number };
/** A process of its own that started the embedded PostgreSQL; `end` stops both. */
export type PostgresProcess = {
  child: ChildProcess;
  url: string;
  pid: number;
  dataFolder: string;
  end(): Promise<void>;
};

/** Runs `embedded-postgres-main.ts`, as another user if one is given (we have to be root then). */
export async function startPostgresProcess(dataRoot: string, user?: User): Promise<PostgresProcess> {
  const program = join(import.meta.dirname, 'embedded-postgres-main.ts');
  const args = user === undefined ? [] : [String(user.uid), String(user.gid), await reachablePrograms()];
  const child = spawn(process.execPath, [program, dataRoot, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: '/',
  });
  for await (const line of createInterface(child.stdout)) {
    const end = async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
    };
    return { child, ...(JSON.parse(line) as { url: string; pid: number; dataFolder: string }), end };
  }
  throw new Error('The process ended without a word');
}

/** The copy that root makes for the user PostgreSQL runs as; others may read it too. */
async function reachablePrograms(): Promise<string> {
  const { postgres } = await preparePostgresBinaries({ copyTo: systemFolder, fallbackFolder: systemFolder });
  return dirname(dirname(postgres));
}
