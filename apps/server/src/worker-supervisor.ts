import { type ChildProcess, fork } from 'node:child_process';
import type { Log } from '@raccord/runtime/ports';
import type { Numbers } from './metrics/meters.ts';
import type { WorkerNumbers } from './metrics/worker-numbers.ts';

export type WorkerMessage =
  | { type: 'ready'; workerId: string }
  | { type: 'beat' }
  | { type: 'numbers'; numbers: Numbers };
/** What a worker is asked. */
export type WorkerQuestion = { type: 'numbers' };

export type WorkerSupervisor = {
  /** Resolves when the first worker takes work. */
  ready: Promise<void>;
  /** The worker process of the moment, for tests. */
  pid(): number | undefined;
  /** Lets the worker finish what it has; one that does not within `timeoutMs` is killed, and its work is another's. */
  stop(timeoutMs: number): Promise<void>;
};

/**
 * Small memory before the last tenth of speed: V8 would let the heap of a worker that reads page after page grow to three times what
 * is in use. Measured over a long poll (bench: bulk): 4 MB more from record 10,000 on instead of 100.
 */
export const workerFlags = ['--max-semi-space-size=8', '--heap-growing-percent=70'];

/** An event loop that has not turned for this long hangs: some expression or pattern got past every guard. */
const HANGS_AFTER_MS = 8_000;
const LOOK_MS = 1_000;
const SLOWEST_RESTART_MS = 10_000;

/** Keeps one worker process running: a worker that dies or hangs is replaced, and its batches go to whoever is there. */
export function superviseWorker(options: {
  entry: string;
  env: Record<string, string>;
  log: Log;
  onDeath(workerId: string): void;
  /** Keeps what workers count; absent: nothing is counted. */
  numbers?: WorkerNumbers;
}): WorkerSupervisor {
  const { entry, env, log, onDeath, numbers } = options;
  let child: ChildProcess | undefined;
  let workerId: string | undefined;
  let lastBeat = 0;
  let stopping = false;
  let pause = 100;
  let restart: NodeJS.Timeout | undefined;
  const { promise: ready, resolve: becameReady } = Promise.withResolvers<void>();

  const start = () => {
    const begun = fork(entry, [], { env, execArgv: workerFlags, serialization: 'json' });
    child = begun;
    const started = performance.now();
    workerId = undefined;
    lastBeat = 0;
    begun.on('message', (message: WorkerMessage) => {
      lastBeat = performance.now();
      if (message.type === 'numbers') numbers?.heard(message.numbers);
      if (message.type !== 'ready') return;
      workerId = message.workerId;
      becameReady();
    });
    begun.on('error', (error) => {
      log.error({ error: error.message }, 'the worker could not be started');
      // What has not begun does not end either.
      if (begun.pid === undefined) ended(null, null);
    });
    begun.on('exit', (code, signal) => ended(code, signal));
    const ended = (code: number | null, signal: string | null) => {
      child = undefined;
      void numbers?.ended();
      if (workerId !== undefined && !stopping) onDeath(workerId);
      if (stopping) return;
      if (performance.now() - started > 30_000) pause = 100;
      log.warn({ code, signal, again: pause }, 'the worker ended; another is started');
      restart = setTimeout(start, pause);
      pause = Math.min(pause * 2, SLOWEST_RESTART_MS);
    };
  };
  const watch = setInterval(() => {
    if (child === undefined || lastBeat === 0 || performance.now() - lastBeat < HANGS_AFTER_MS) return;
    log.error({ pid: child.pid }, 'the worker hangs; it is replaced');
    lastBeat = performance.now();
    child.kill('SIGKILL');
  }, LOOK_MS);
  if (numbers !== undefined)
    numbers.ask = () => {
      const question: WorkerQuestion = { type: 'numbers' };
      return child?.connected === true && workerId !== undefined && child.send(question);
    };
  start();

  return {
    ready,
    pid: () => child?.pid,
    async stop(timeoutMs) {
      stopping = true;
      clearInterval(watch);
      clearTimeout(restart);
      const running = child;
      if (running === undefined) return;
      const ended = new Promise<void>((resolve) => running.once('exit', () => resolve()));
      running.kill('SIGTERM');
      const timer = setTimeout(() => running.kill('SIGKILL'), timeoutMs);
      await ended;
      clearTimeout(timer);
    },
  };
}
