import { expect, test } from 'vitest';
import { jsonRows, openAtFirst, searchJson } from './json-rows.ts';

const order = { id: 7, customer: { 'e-mail': 'ann@example.com', tags: ['new', 'vip'] }, note: null, note2: 'a\nb' };
const all = (value: unknown) => {
  const open = new Set(['order']);
  for (let before = -1; before !== open.size; ) {
    before = open.size;
    for (const { path } of jsonRows('order', value, open, new Map())) open.add(path);
  }
  return open;
};

test('rows say where they are as an expression reads it, what they are, and what can be opened', () => {
  const rows = jsonRows('order', order, all(order), new Map());
  expect(rows.map(({ path, level, kind, open }) => [path, level, kind, open])).toEqual([
    ['order', 1, 'object', true],
    ['order.id', 2, 'number', undefined],
    ['order.customer', 2, 'object', true],
    ['order.customer.`e-mail`', 3, 'string', undefined],
    ['order.customer.tags', 3, 'array', true],
    ['order.customer.tags[0]', 4, 'string', undefined],
    ['order.customer.tags[1]', 4, 'string', undefined],
    ['order.note', 2, 'null', undefined],
    ['order.note2', 2, 'string', true],
  ]);
});

test('what is closed is not looked into', () => {
  expect(jsonRows('order', order, new Set(), new Map())).toHaveLength(1);
  let deep: unknown = 'bottom';
  for (let level = 0; level < 50_000; level++) deep = [deep];
  expect(jsonRows('x', deep, openAtFirst('x', deep), new Map())).toHaveLength(3);
});

test('a long list is shown a part at a time', () => {
  const list = Array.from({ length: 250 }, (_, index) => index);
  const open = new Set(['list']);
  const first = jsonRows('list', list, open, new Map());
  expect(first).toHaveLength(102);
  expect(first.at(-1)).toMatchObject({ path: 'list…', more: 150 });
  expect(jsonRows('list', list, open, new Map([['list', 300]]))).toHaveLength(251);
});

test('a search finds names and texts, whatever their case, with what has to be open', () => {
  expect(searchJson('order', order, 'VIP')).toEqual([
    {
      path: 'order.customer.tags[1]',
      within: [
        { path: 'order', index: 1 },
        { path: 'order.customer', index: 1 },
        { path: 'order.customer.tags', index: 1 },
      ],
    },
  ]);
  expect(searchJson('order', order, 'note').map(({ path }) => path)).toEqual(['order.note', 'order.note2']);
  expect(searchJson('order', order, ' ')).toEqual([]);
  expect(searchJson('order', order, 'nowhere')).toEqual([]);
});

test('a search in much ends', () => {
  const much = Array.from({ length: 1_000 }, () => ({ name: 'same' }));
  expect(searchJson('much', much, 'same')).toHaveLength(200);
});
