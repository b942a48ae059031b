import { Failure } from '@raccord/contract';
import { afterAll, describe, expect, it } from 'vitest';
import { attacks, letters } from './attacks.ts';
import { compileExpression } from './expression.ts';
import { compileMapping } from './mapping.ts';

const untouchedKeys = prototypeKeys();

function prototypeKeys(): string[][] {
  return [Object.prototype, Array.prototype, Function.prototype, String.prototype].map((prototype) =>
    Reflect.ownKeys(prototype).map(String),
  );
}

describe('hostile expressions', () => {
  it('are many', () => {
    expect(attacks.length).toBeGreaterThanOrEqual(100);
    expect(new Set(attacks.map((attack) => attack.name)).size).toBe(attacks.length);
  });

  for (const attack of attacks) {
    it(attack.name, async () => {
      const context = structuredClone(attack.context ?? letters);
      const untouched = JSON.stringify(context);
      // Of this thread's own work: others on the machine may take as long as they like.
      const before = process.threadCpuUsage();
      let ended: { value: unknown } | Failure;
      try {
        ended = { value: await compileExpression(attack.source).evaluate(context) };
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(Failure);
        ended = thrown as Failure;
      }
      const { user, system } = process.threadCpuUsage(before);
      expect((user + system) / 1_000).toBeLessThan(2_000);
      if (attack.ends === 'failure') {
        expect(ended).toBeInstanceOf(Failure);
        expect(attack.kinds ?? ['config', 'input', 'tooLarge']).toContain((ended as Failure).kind);
      } else {
        expect(ended).toEqual(attack.ends);
      }
      expect(JSON.stringify(context)).toBe(untouched);
      expect(prototypeKeys()).toEqual(untouchedKeys);
      expect('polluted' in {}).toBe(false);
    });
  }

  afterAll(async () => {
    // Whatever the attacks did, the built-ins still do what they should, for others.
    const mapping = compileMapping({ sum: '{{$sum([1, 2, 3])}}', sorted: '{{$sort([3, 1, 2])}}' });
    expect(await mapping.evaluate({})).toEqual({ sum: 6, sorted: [1, 2, 3] });
  });
});
