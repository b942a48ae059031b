import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '@raccord/server/database/free-port';
import { readLocation, systemFolder } from '@raccord/server/database/postgres-location';
import { findPostmaster } from '@raccord/server/database/postmaster-file';
import { afterAll, beforeAll, expect, it } from 'vitest';

// What a new user does: `npm start` as it is, with its own database, in a folder whose name has a space, then the README's first
// five minutes, line by line. What goes wrong there goes wrong for everybody.

const root = fileURLToPath(new URL('../..', import.meta.url));

let home: string;
let env: Record<string, string>;
let running: ChildProcess | undefined;
let output = '';

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'raccord two commands '));
  // biome-ignore lint/style/noProcessEnv: a person's shell has a path.
  const { PATH = '' } = process.env;
  env = { PATH, LC_ALL: 'C', RACCORD_HOME: home, RACCORD_PORT: String(await freePort()) };
});
afterAll(async () => {
  if (running?.exitCode === null && running.signalCode === null) await interrupt();
  const { location } = await readLocation(home);
  if (location.dataFolder.startsWith(systemFolder)) await rm(dirname(location.dataFolder), { recursive: true });
  await rm(home, { recursive: true, force: true });
});

/** `npm start` in a terminal of its own, which is what Ctrl-C goes to. */
async function npmStart(): Promise<void> {
  output = '';
  running = spawn('npm', ['start'], { cwd: root, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [running.stdout, running.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  await expect.poll(() => output, { timeout: 90_000 }).toContain('To stop: Ctrl-C');
}

/** Ctrl-C, until nobody of that terminal has anything left to say. */
async function interrupt(): Promise<void> {
  const ended = once(running!, 'close');
  process.kill(-running!.pid!, 'SIGINT');
  await ended;
}

/** Every process of the server's terminal, as a machine that loses its power ends them. PostgreSQL has a session of its own. */
async function kill(): Promise<void> {
  const ended = once(running!, 'close');
  process.kill(-running!.pid!, 'SIGKILL');
  await ended;
}

function shell(line: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile('/bin/sh', ['-c', line], { cwd: root, env }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`${line}\n${stdout}\n${stderr}`));
    });
  });
}
const asked = async (line: string) => JSON.parse(await shell(`${line} --json`));

/** The lines of the README's shell blocks between two headings, without their comments. */
async function readmeLines(heading: string): Promise<string[]> {
  const readme = await readFile(join(root, 'README.md'), 'utf8');
  const chapter = readme.split(/^## /m).find((each) => each.startsWith(heading)) ?? '';
  const blocks = [...chapter.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, lines = '']) => lines);
  return blocks.flatMap((lines) => lines.split('\n')).flatMap((line) => line.replace(/\s+# .*/, '').trim() || []);
}

type Run = { id: string; counters: { total: number; waiting: number; succeeded: number } };
const runs = async (): Promise<Run[]> => (await asked('./bin/raccord runs')).runs;
const settled = (count: number) =>
  expect
    .poll(async () => (await runs()).map(({ counters }) => counters.waiting), { timeout: 60_000, interval: 500 })
    .toEqual(Array(count).fill(0));

it('npm start, then the five minutes of the README line by line; killed in the midst of work it goes on; Ctrl-C leaves nothing running', {
  timeout: 240_000,
}, async () => {
  await npmStart();
  expect(output).toMatch(/First account +http:\S+\/setup\?token=/);
  const lines = await readmeLines('Your first flow');
  const shown = lines.filter((line) => line.includes('<'));
  const rest = lines.filter((line) => !line.includes('<'));
  expect([shown.length, rest.length]).toEqual([2, 7]);

  const firstPart = rest.splice(0, 4);
  for (const line of firstPart.slice(0, 2)) await shell(line);
  await settled(1);
  expect(await shell(firstPart[2]!)).toContain('stripe-payment-to-zoho-books v1');
  expect(await shell(firstPart[3]!)).toContain('241');
  const [run] = await runs();
  expect(run).toMatchObject({ counters: { total: 1, succeeded: 1 } });
  const { records } = await asked(`./bin/raccord show ${run!.id}`);
  for (const [index, id] of [run!.id, records[0].id].entries())
    expect(await shell(shown[index]!.replace(/<\w+>/, id))).toContain('succeeded');

  // Books fails, a payment comes, and in the midst of it everything is killed.
  for (const line of rest) await shell(line);
  await kill();
  const left = await findPostmaster((await readLocation(home)).location.dataFolder);
  expect(left).toBeDefined();
  await npmStart();
  await settled(2);
  expect((await runs()).map(({ counters }) => counters.succeeded)).toEqual([1, 1]);

  await interrupt();
  expect(output).toContain('Stopped.');
  expect(await findPostmaster((await readLocation(home)).location.dataFolder)).toBeUndefined();
});
