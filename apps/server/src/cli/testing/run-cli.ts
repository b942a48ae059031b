import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));

// biome-ignore lint/suspicious/noExplicitAny: each test says what it expects of a command's JSON.
export type Ended = { code: number | null; stdout: string; stderr: string; json(): any };
export type CliProcess = {
  pid: number;
  stdout(): string;
  stderr(): string;
  signal(name: NodeJS.Signals): void;
  ended: Promise<Ended>;
};
type Options = { env?: Record<string, string>; cwd?: string; stdin?: string };

/** Starts the `raccord` command as a process of its own, in an environment of the test's making. */
export function startCli(args: readonly string[], { env = {}, cwd = process.cwd(), stdin }: Options = {}): CliProcess {
  const child = spawn(process.execPath, [main, ...args], { cwd, env: { LC_ALL: 'C', ...env }, stdio: 'pipe' });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  child.stdin.on('error', () => undefined).end(stdin ?? '');
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr, json: () => JSON.parse(stdout) }));
  });
  return {
    pid: child.pid ?? 0,
    stdout: () => stdout,
    stderr: () => stderr,
    signal: (name) => void child.kill(name),
    ended,
  };
}

export function runCli(args: readonly string[], options: Options = {}): Promise<Ended> {
  return startCli(args, options).ended;
}
