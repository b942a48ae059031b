import { expect, it } from 'vitest';
import { differences, pairUp } from './compare.ts';

it.each([
  [{ a: 1 }, { a: 1, b: 2 }, false, []],
  [{ a: 1 }, { a: 1, b: 2 }, true, ['b']],
  [{ a: [1, 2] }, { a: [1] }, false, ['a']],
  [{ a: [{ b: 1 }] }, { a: [{ b: 2, c: 3 }] }, false, ['a[0].b']],
  [{ toString: 1 }, {}, false, ['toString']],
  [null, undefined, false, ['']],
  [-0, 0, false, []],
])('differences(%j, %j, exact %j)', (expected, found, exact, paths) => {
  expect(differences(expected, found, exact).map(({ path }) => path)).toEqual(paths);
});

it('pairs a loose expectation with what a strict one leaves', () => {
  const fits = [
    [true, true],
    [true, false],
  ];
  expect(pairUp(2, 2, (expectation, call) => fits[expectation]![call]!)).toEqual([1, 0]);
});
