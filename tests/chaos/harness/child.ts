import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A server or worker process of the product. */
export type Child = {
  readonly pid: number;
  /** Of a worker: its row in `workers`. */
  workerId: string | undefined;
  /** Of a server that has no owner yet. */
  setupLink: string | undefined;
  ready: Promise<void>;
  ended: Promise<void>;
  readonly alive: boolean;
  send(message: object): void;
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void;
  /** kill -9. */
  kill(): Promise<void>;
};

const entries = {
  server: fileURLToPath(new URL('./chaos-server.ts', import.meta.url)),
  worker: fileURLToPath(new URL('./chaos-worker.ts', import.meta.url)),
};

/** @param log file descriptor for what it prints */
export function startChild(kind: keyof typeof entries, env: Record<string, string>, log: number): Child {
  const process: ChildProcess = fork(entries[kind], [], {
    env,
    execArgv: ['--max-semi-space-size=8'],
    stdio: ['ignore', log, log, 'ipc'],
  });
  const ended = once(process, 'exit').then(() => undefined);
  const { promise: ready, resolve, reject } = Promise.withResolvers<void>();
  ready.catch(() => undefined);
  void ended.then(() => reject(new Error(`the ${kind} ended before it was ready`)));
  const child: Child = {
    pid: process.pid ?? 0,
    workerId: undefined,
    setupLink: undefined,
    ready,
    ended,
    get alive() {
      return process.exitCode === null && process.signalCode === null;
    },
    send: (message) => void process.send?.(message, () => undefined),
    signal: (signal) => void process.kill(signal),
    async kill() {
      process.kill('SIGKILL');
      await ended;
    },
  };
  process.on('error', () => undefined);
  process.on('message', (message: { type: string; workerId?: string; setupLink?: string }) => {
    if (message.type !== 'ready') return;
    child.workerId = message.workerId;
    child.setupLink = message.setupLink;
    resolve();
  });
  return child;
}
