import { expect, test } from 'vitest';
import { MOST_PASTED, readPasted } from './pasted.ts';

test.each([
  ['{"a": 1, "b": [true, null, -1.5e3, "x\\"y"]}', { a: 1, b: [true, null, -1500, 'x"y'] }],
  ['  [] ', []],
  ['"text"', 'text'],
])('%s is read', (text, data) => expect(readPasted(text)).toEqual({ data }));

test.each([
  ['hello', 1, 1],
  ["{'a': 1}", 1, 2],
  ['{"a": 1,}', 1, 9],
  ['{\n  "a": 1\n  "b": 2\n}', 3, 3],
  ['{"a": undefined}', 1, 7],
  ['[1, 2', 1, 6],
  ['{"a" 1}', 1, 6],
  ['[1]]', 1, 4],
  ['{"a": 01}', 1, 7],
  ['["line\nbreak"]', 1, 2],
  ['{"a": "b"} trailing', 1, 12],
  ['<html></html>', 1, 1],
])('%s stops being JSON at line %i, column %i', (text, line, column) => {
  expect(readPasted(text)).toEqual({ refusal: 'noJson', line, column });
});

test('nothing, and too much, are said as that', () => {
  expect(readPasted(' \n')).toEqual({ refusal: 'empty' });
  expect(readPasted('x'.repeat(MOST_PASTED + 1))).toEqual({ refusal: 'tooLong', size: MOST_PASTED + 1 });
});

test('what is nested very deeply is read or refused, and does not break the page', () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  expect(readPasted(`${deep}]`)).toEqual({ refusal: 'noJson', line: 1, column: 200_001 });
});
