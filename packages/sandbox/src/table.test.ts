import { expect, test } from 'vitest';
import { Table } from './table.ts';

type Row = { id: string; color: string | undefined };
const newTable = (max?: number) =>
  new Table<Row, 'color'>({
    id: (row) => row.id,
    indexes: { color: (row) => row.color },
    ...(max === undefined ? {} : { max }),
  });

test('an index follows a row that changes and forgets a row that goes', () => {
  const table = newTable();
  table.insert({ id: 'a', color: 'red' });
  table.insert({ id: 'b', color: 'red' });
  table.replace({ id: 'a', color: 'blue' });
  expect(table.by('color', 'red').map((row) => row.id)).toEqual(['b']);
  expect(table.one('color', 'blue')?.id).toBe('a');
  table.remove('a');
  expect(table.one('color', 'blue')).toBeUndefined();
  expect(table.size).toBe(1);
});

test('walks in order of arrival both ways, from a row, over rows that have gone', () => {
  const table = newTable();
  for (const id of ['a', 'b', 'c', 'd', 'e']) table.insert({ id, color: undefined });
  table.remove('c');
  expect([...table.newestFirst()].map((row) => row.id)).toEqual(['e', 'd', 'b', 'a']);
  expect([...table.newestFirst('d')].map((row) => row.id)).toEqual(['b', 'a']);
  expect([...table.oldestFirst('b')].map((row) => row.id)).toEqual(['d', 'e']);
});

test('keeps the newest rows when there are too many, with positions that stay true', () => {
  const table = newTable(1_000);
  for (let i = 0; i < 20_000; i++) table.insert({ id: String(i), color: i % 2 === 0 ? 'even' : 'odd' });
  expect(table.size).toBe(1_000);
  expect([...table.oldestFirst()][0]?.id).toBe('19000');
  expect([...table.newestFirst('19002')].map((row) => row.id)).toEqual(['19001', '19000']);
  expect(table.by('color', 'even')).toHaveLength(500);
  expect(table.get('18999')).toBeUndefined();
});
