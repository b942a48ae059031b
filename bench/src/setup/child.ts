import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A process of a bench: told once what to do, answers when it is ready, and may be asked for what it has counted. */
export type Child<Ready> = {
  readonly pid: number;
  readonly ready: Ready;
  /** Sends a word, resolves with the answer to it. */
  ask<Answer>(word: string): Promise<Answer>;
  /** Lets it stop by itself, and kills it when it does not. */
  stop(): Promise<void>;
};

const STOP_MS = 30_000;

/** Starts `processes/<entry>.ts` in a process of its own. @param order what it is to do; JSON @param flags for Node */
export async function startChild<Ready>(entry: string, order: unknown, flags: string[] = []): Promise<Child<Ready>> {
  const file = fileURLToPath(new URL(`../processes/${entry}.ts`, import.meta.url));
  const child = fork(file, [JSON.stringify(order)], {
    serialization: 'advanced',
    execArgv: [...flags, ...profiling(entry)],
  });
  const [ready] = (await Promise.race([once(child, 'message'), endedEarly(child, entry)])) as [Ready];
  let last = Promise.resolve<unknown>(undefined);
  return {
    pid: child.pid!,
    ready,
    ask<Answer>(word: string) {
      // One question at a time, so that answers cannot be mistaken for one another.
      const answer = last.then(async () => {
        const answered = once(child, 'message');
        child.send(word);
        return (await answered)[0] as Answer;
      });
      last = answer;
      return answer;
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}

/** `npm run bench -- webhooks --cpu-prof=<folder>`: each process leaves a profile there when it stops. */
function profiling(entry: string): string[] {
  const folder = process.argv.find((each) => each.startsWith('--cpu-prof='))?.slice('--cpu-prof='.length);
  if (folder === undefined) return [];
  return ['--cpu-prof', `--cpu-prof-dir=${folder}`, `--cpu-prof-name=${entry}-${Date.now()}.cpuprofile`];
}

async function endedEarly(child: ChildProcess, entry: string): Promise<never> {
  const [code, signal] = await once(child, 'exit');
  throw new Error(`${entry} ended before it was ready (${code ?? signal})`);
}
