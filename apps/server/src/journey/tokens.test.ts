import { expect, it } from 'vitest';
import { searchedTexts, traceTexts, traceTextsOfJson, traceToken } from './tokens.ts';

const of = (value: unknown) => [...traceTexts(value)];

it.each<[string, unknown, string[]]>([
  ['addresses, wherever they stand', { from: 'Ana Ruiz <Ana.Ruiz@Example.com>' }, ['ana.ruiz@example.com']],
  ['numbers of invoices in a sentence', { text: 'Your invoice (#INV-2041) is due.' }, ['inv-2041']],
  ['ids of other systems', { data: [{ id: 'cus_9sJ2' }] }, ['cus_9sj2']],
  ['what is called an id, whatever it looks like', { customerId: 'acme' }, ['acme']],
  ['telephone numbers by their digits', { phone: '+33 6 12 34 56 78' }, ['33612345678']],
  ['whole numbers of four digits and more', { total: 129_900, count: 3 }, ['129900']],
  ['no words', { name: 'Ana Ruiz', note: 'thank you' }, []],
  [
    'no moments, prices, links or times since 1970',
    { a: '2026-11-22', b: '12.50', c: 'https://x.example/a1b2', d: 1_795_000_000 },
    [],
  ],
  ['nothing under a secret’s name', { password: 'hunter2', authorization: 'Bearer a1b2c3' }, []],
])('finds %s', (_, value, expected) => {
  expect(of(value)).toEqual(expected);
});

it('takes so many of one record and no more', () => {
  expect(of(Array.from({ length: 500 }, (_, index) => `row-${1_000 + index}`))).toHaveLength(64);
});

it('reads what is left of a text that was cut off', () => {
  expect([...traceTextsOfJson('{"number":"SO-1234","mail":"a@b.example","rest":"cut o')]).toEqual([
    'so-1234',
    'a@b.example',
  ]);
  expect([...traceTextsOfJson(String.raw`{"note":"\"SO-4321\"","rest":"cut o`)]).toEqual(['so-4321']);
});

it.each([
  [' Ana.Ruiz@EXAMPLE.com ', 'ana.ruiz@example.com'],
  ['#INV-2041', 'inv-2041'],
  ['+33 6 12 34 56 78', '33612345678'],
  ['acme', 'acme'],
])('understands “%s” as it is typed', (typed, expected) => {
  expect([...searchedTexts(typed)]).toContain(expected);
});

it('gives every text a number of four bytes', () => {
  expect(traceToken('inv-2041')).toBe(traceToken('inv-2041'));
  expect(traceToken('inv-2041')).not.toBe(traceToken('inv-2042'));
  expect(Math.abs(traceToken('inv-2041'))).toBeLessThanOrEqual(2 ** 31);
});
