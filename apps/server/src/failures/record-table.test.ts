import { expect, it } from 'vitest';
import { cellsOf, fromCells } from './record-table.ts';

const record = {
  email: 'ann@acme.example',
  total: 12.5,
  paid: false,
  note: null,
  '=odd.name': 1,
  customer: { name: '=1+1', tags: [] },
  lines: [{ sku: 'A' }, { sku: 'B' }],
};

it('a record whose names cannot be paths is one cell of JSON', () => {
  expect(cellsOf(record)).toEqual({ data: record });
  const { '=odd.name': _odd, ...plain } = record;
  expect(cellsOf(plain)).toEqual({
    'data.email': 'ann@acme.example',
    'data.total': 12.5,
    'data.paid': false,
    'data.note': null,
    'data.customer.name': '=1+1',
    'data.customer.tags': [],
    'data.lines[0].sku': 'A',
    'data.lines[1].sku': 'B',
  });
});

const plain = {
  email: 'a@b.c',
  total: 12.5,
  paid: false,
  note: null,
  name: '=1+1',
  tags: ['x'],
  lines: [{ sku: 'A' }],
};
const asIs = {
  record_id: 'r',
  'data.email': 'a@b.c',
  'data.total': '12,5',
  'data.paid': 'FALSE',
  'data.note': '',
  'data.name': "'=1+1",
  'data.tags[0]': 'x',
  'data.lines[0].sku': 'A',
};

it('a table that comes back as a spreadsheet writes it changes nothing', () => {
  expect(fromCells(plain, asIs)).toBeUndefined();
});

it.each([
  [{ 'data.email': 'x@y.z' }, { ...plain, email: 'x@y.z' }],
  [{ 'data.total': '13,75' }, { ...plain, total: 13.75 }],
  [{ 'data.paid': 'true' }, { ...plain, paid: true }],
  [{ 'data.note': 'seen' }, { ...plain, note: 'seen' }],
  [{ 'data.name': "'=2" }, { ...plain, name: '=2' }],
  [{ 'data.lines[0].sku': 'B' }, { ...plain, lines: [{ sku: 'B' }] }],
])('%j is changed, with its type', (change, data) => {
  expect(fromCells(plain, { ...asIs, ...change })).toEqual({ data });
});

it('names the column that no value can be put into', () => {
  expect(fromCells(plain, { 'data.lines[7].sku': 'B' })).toEqual({ wrong: 'data.lines[7].sku' });
  expect(fromCells(plain, { 'data.__proto__.x': 'B' })).toEqual({ wrong: 'data.__proto__.x' });
});
