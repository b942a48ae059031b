import { expect, it } from 'vitest';
import { makeProcess, makeZombie } from '../testing/strangers.ts';
import { identifyProcess, waitForProcessEnd } from './process-identity.ts';

const us = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };

it('tells a process from a later one with the same command', async () => {
  const first = await makeProcess(us);
  // Start times have a grain of 10 ms.
  await new Promise((resolve) => setTimeout(resolve, 30));
  const second = await makeProcess(us);
  try {
    const [one, again, other] = await Promise.all([first.pid, first.pid, second.pid].map(identifyProcess));
    expect(one).toMatchObject({ command: 'sleep 60' });
    expect(again).toEqual(one);
    expect(other?.command).toBe(one?.command);
    expect(other?.startedAt).not.toBe(one?.startedAt);
  } finally {
    first.end();
    second.end();
  }
});

it('takes a zombie for gone', async () => {
  const zombie = await makeZombie(us);
  expect(await identifyProcess(zombie.pid)).toBeUndefined();
  zombie.end();
});

it.each([0, -1, 1.5, Number.NaN, 2 ** 30])('finds nothing for %s', async (pid) => {
  expect(await identifyProcess(pid)).toBeUndefined();
});

it('waits for the end of a process, but not longer than it is told', async () => {
  const child = await makeProcess(us);
  expect(await waitForProcessEnd(child.pid, 50)).toBe(false);
  child.end();
  expect(await waitForProcessEnd(child.pid, 5_000)).toBe(true);
});
