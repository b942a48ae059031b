import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isSameLine, lineDiff } from './line-diff.ts';

it('what is the same stands on one line, what changed beside each other', () => {
  expect(lineDiff('a\nb\nc', 'a\nx\nc\nd')).toEqual([
    { left: 'a', right: 'a' },
    { left: 'b', right: 'x' },
    { left: 'c', right: 'c' },
    { right: 'd' },
  ]);
});

it('holds every line of both, in order, however they differ', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', 'c', ''), { minLength: 1, maxLength: 12 })
    .map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(text, text, (left, right) => {
      const lines = lineDiff(left, right);
      const side = (name: 'left' | 'right') =>
        lines.flatMap((line) => (line[name] === undefined ? [] : [line[name]])).join('\n');
      expect([side('left'), side('right')]).toEqual([left, right]);
      expect(lines.every(isSameLine)).toBe(left === right);
    }),
  );
});
