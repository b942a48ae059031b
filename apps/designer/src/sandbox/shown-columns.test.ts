import { expect, it } from 'vitest';
import { columnsOf, shownCell } from './shown-columns.ts';

it('what people know rows by comes first; what is empty everywhere, or too deep for a cell, is left out', () => {
  const rows = [
    { object: 'customer', address: { city: 'Lyon' }, email: 'a@b.example', id: 'cus_1', phone: '', cells: ['a', 'b'] },
    { object: 'customer', address: null, email: null, id: 'cus_2', phone: null, cells: [] },
  ];
  expect(columnsOf(rows)).toEqual(['id', 'email', 'object', 'cells']);
  expect(columnsOf([{ only: {} }])).toEqual(['only']);
  expect(columnsOf([Object.fromEntries('abcdefghij'.split('').map((name) => [name, 1]))])).toHaveLength(6);
});

it('a value is one short line, whatever it is', () => {
  const values = ['two\nlines', ['a', 'b'], { a: 1 }, undefined, '', null, 'x'.repeat(100)];
  expect(values.map(shownCell)).toEqual(['two lines', 'a, b', '{"a":1}', '–', '–', '–', `${'x'.repeat(80)}…`]);
});
