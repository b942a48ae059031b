import { expect, test } from 'vitest';
import { suggest } from './suggest.ts';

// biome-ignore format: a table reads best with one line per row
test.each([
  { wrong: 'creat-invoice', known: ['find-contact', 'create-invoice'], meant: 'create-invoice' },
  { wrong: 'recieve', known: ['receive', 'relieve'], meant: 'receive' },
  { wrong: 'Create_Invoice', known: ['create-invoice'], meant: 'create-invoice' },
  { wrong: 'id', known: ['it', 'email'], meant: 'it' },
  { wrong: 'id', known: ['name', 'email'], meant: undefined },
  { wrong: 'banana', known: ['create-invoice'], meant: undefined },
  { wrong: 'x', known: [], meant: undefined },
])('$wrong among $known: $meant', ({ wrong, known, meant }) => {
  expect(suggest(wrong, known)).toBe(meant);
});
