import { expect, it } from 'vitest';
import { fieldPaths } from './field-paths.ts';

it('names the plain values of a record, items of lists together', () => {
  const record = {
    id: 1,
    customer: { email: 'a@b.c', none: null },
    lines: [{ sku: 'A' }, { sku: 'B', more: true }],
    tags: ['x'],
    'a.b': 1,
  };
  expect(fieldPaths(record)).toEqual([
    'id',
    'customer.email',
    'customer.none',
    'lines[].sku',
    'lines[].more',
    'tags[]',
  ]);
  expect([fieldPaths('text'), fieldPaths(null), fieldPaths([])]).toEqual([[], [], []]);
});

it('of a record without end the first', () => {
  expect(fieldPaths(Object.fromEntries(Array.from({ length: 1_000 }, (_, n) => [`f${n}`, n])))).toHaveLength(200);
});
