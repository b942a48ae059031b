import { expect, it } from 'vitest';
import { Turnstile } from './turnstile.ts';

const moment = () => new Promise((resolve) => setTimeout(resolve, 5));

it('others run side by side; whoever is alone waits for them, and they for him', async () => {
  const turnstile = new Turnstile();
  const seen: string[] = [];
  const act = (name: string) => async () => {
    seen.push(`+${name}`);
    await moment();
    seen.push(`-${name}`);
  };
  const first = [turnstile.together(act('a')), turnstile.together(act('b'))];
  await Promise.resolve();
  const alone = [turnstile.alone(act('x')), turnstile.alone(act('y'))];
  const after = turnstile.together(act('c'));
  await Promise.all([...first, ...alone, after]);
  expect(seen.slice(0, 2).sort()).toEqual(['+a', '+b']);
  expect(seen.slice(2, 4).sort()).toEqual(['-a', '-b']);
  expect(seen.slice(4)).toEqual(['+x', '-x', '+y', '-y', '+c', '-c']);
});

it('goes on after a failure', async () => {
  const turnstile = new Turnstile();
  const failing = () => Promise.reject(new Error('no'));
  await expect(turnstile.alone(failing)).rejects.toThrow('no');
  await expect(turnstile.together(failing)).rejects.toThrow('no');
  expect(await turnstile.alone(async () => 1)).toBe(1);
});
