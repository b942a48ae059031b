import { describe, expect, test } from 'vitest';
import { MOST_ROWS, readPasted, readValue, rowsOf, shownValue, tableOf, troublesOf } from './table-rows.ts';

describe('what is pasted', () => {
  const rows = (text: string) => {
    const pasted = readPasted(text);
    return 'rows' in pasted ? pasted.rows.map(({ key, value }) => [key, value]) : pasted;
  };
  test.each([
    [
      'a spreadsheet',
      'FR\tFrance\r\nDE\tGermany\r\n',
      [
        ['FR', 'France'],
        ['DE', 'Germany'],
      ],
    ],
    [
      'a CSV file',
      'FR,France\nDE,"Germany, West"',
      [
        ['FR', 'France'],
        ['DE', 'Germany, West'],
      ],
    ],
    [
      'a French CSV file',
      'FR;1,5\nDE;2',
      [
        ['FR', '1,5'],
        ['DE', '2'],
      ],
    ],
    [
      'quotes in quotes and lines in cells',
      'a\t"he said ""no""\nthen"\nb\tc',
      [
        ['a', 'he said "no"\nthen'],
        ['b', 'c'],
      ],
    ],
    ['a quote inside a word', 'a\t5" pipe', [['a', '5" pipe']]],
    [
      'one column',
      'a\nb',
      [
        ['a', ''],
        ['b', ''],
      ],
    ],
    ['more columns', 'a\tb\tc', [['a', 'b']]],
    ['empty lines and space', '\n  a \t b \n\n', [['a', 'b']]],
    [
      'old line ends',
      'a\tb\rc\td',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['nothing', '', []],
  ])('%s', (_, text, expected) => {
    expect(rows(text)).toEqual(expected);
  });

  test('what is broken or too much is refused, with where', () => {
    expect(rows('a\t"b\nc\td')).toEqual({ refused: 'quote', limit: 1 });
    expect(rows('a\tb\n'.repeat(MOST_ROWS + 2))).toEqual({ refused: 'tooMany', limit: MOST_ROWS });
    expect(rows('x'.repeat(1_000_001))).toEqual({ refused: 'tooLarge', limit: 1_000_000 });
    expect(rows(`a\t"${'""'.repeat(100_000)}"`)).toEqual([['a', '"'.repeat(100_000)]]);
  });
});

test('rows that cannot be looked up are flagged, and not in the table', () => {
  const rows = [
    { key: 'a', value: '1' },
    { key: '', value: 'x' },
    { key: 'a', value: '2' },
    { key: 'b', value: '' },
    { key: '__proto__', value: 'x' },
  ];
  expect(troublesOf(rows)).toEqual([undefined, 'noKey', 'twice', 'noValue', 'forbidden']);
  expect(tableOf(rows)).toEqual({ a: 1 });
  expect({}).not.toHaveProperty('x');
});

test.each([
  ['text'],
  ['12'],
  ['007'],
  [''],
  ['true'],
  ['{"a":1}'],
  ['"quoted"'],
  [12],
  [0.5],
  [true],
  [null],
  [{ a: 1 }],
  ['{{x}}'],
])('the value %j is shown so that it is read again as it was', (value) => {
  expect(readValue(shownValue(value))).toEqual(value);
  expect(tableOf(rowsOf({ key: value }))).toEqual({ key: value });
});
