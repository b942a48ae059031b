import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { identifyProcess } from './process-identity.ts';
import { stopPostmaster } from './stop-postmaster.ts';

it.each([
  { deafTo: '', signal: 'SIGINT' },
  { deafTo: 'trap "" INT;', signal: 'SIGQUIT' },
  { deafTo: 'trap "" INT QUIT;', signal: 'SIGKILL' },
])('ends a process with $signal when it ignores what is milder', async ({ deafTo, signal }) => {
  const child = spawn('sh', ['-c', `${deafTo} echo ready; while :; do sleep 0.05; done`], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(child, 'exit');
  await once(child.stdout, 'data');
  await stopPostmaster(child.pid!, [
    ['SIGINT', 300],
    ['SIGQUIT', 300],
    ['SIGKILL', 2_000],
  ]);
  expect(await identifyProcess(child.pid!)).toBeUndefined();
  expect((await ended)[1]).toBe(signal);
});

it('does nothing about a process that is not there', async () => {
  await expect(stopPostmaster(0)).resolves.toBeUndefined();
});
