import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { waitForProcessEnd } from '../database/process-identity.ts';

type User = { uid: number; gid: number };

/** A process that has nothing to do with us. */
export type Stranger = { pid: number; end(): void };

export async function makeProcess(user: User): Promise<Stranger> {
  const child = spawn('sleep', ['60'], { uid: user.uid, gid: user.gid });
  await once(child, 'spawn');
  return { pid: child.pid!, end: () => void child.kill('SIGKILL') };
}

/** A process that has ended and whose parent, which became `sleep`, never asks for its exit code. */
export async function makeZombie(user: User): Promise<Stranger> {
  const script = 'sleep 0.05 & echo $!; exec sleep 60';
  const parent = spawn('sh', ['-c', script], { uid: user.uid, gid: user.gid, stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface(parent.stdout), 'line')) as [string];
  const pid = Number(line);
  await waitForProcessEnd(pid, 5_000);
  // Throws when it is gone altogether, and so no zombie.
  process.kill(pid, 0);
  return { pid, end: () => void parent.kill('SIGKILL') };
}
