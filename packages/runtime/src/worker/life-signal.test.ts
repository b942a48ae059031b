import { expect, it } from 'vitest';
import { lifeSignal } from './life-signal.ts';

it('says that it is over as soon as it is, and tells those who listen', () => {
  let fresh = true;
  let heard = 0;
  const { signal } = lifeSignal(() => fresh);
  signal.addEventListener('abort', () => {
    heard += 1;
  });
  expect(signal.aborted).toBe(false);
  fresh = false;
  expect(signal.aborted).toBe(true);
  fresh = true;
  expect(signal.aborted).toBe(true);
  expect(heard).toBe(1);
});

it('can be ended before its time', () => {
  const life = lifeSignal(() => true);
  life.abort();
  expect(life.signal.aborted).toBe(true);
  expect(() => life.signal.throwIfAborted()).toThrow();
});
