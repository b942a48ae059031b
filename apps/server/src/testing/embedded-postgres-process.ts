import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

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
  const child = spawn(process.execPath, [program, dataRoot], {
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: '/',
    ...user,
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
