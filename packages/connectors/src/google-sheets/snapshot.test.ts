import { expect, it } from 'vitest';
import { compare, packed, type Seen, shortHash, unpacked, withChanges } from './snapshot.ts';

/** Rows by position, as letters. */
const plain = (letters: string): Seen[] => [...letters].map((letter) => ({ key: '', content: shortHash(letter) }));
/** Rows by key: `a1 b2` are keys a and b with contents 1 and 2. */
const keyed = (text: string): Seen[] =>
  text
    .split(' ')
    .filter((row) => row !== '')
    .map((row) => ({ key: shortHash(row[0]!), content: shortHash(row.slice(1)) }));
const told = (changes: ReturnType<typeof compare>) =>
  changes.map((one) => (one.change === 'deleted' ? `deleted ${one.before}` : `${one.change} ${one.after}`));

it.each([
  ['nothing', 'abc', 'abc', []],
  ['a row at the end', 'abc', 'abcd', ['created 3']],
  ['a row in the middle', 'abc', 'axbc', ['created 1']],
  ['rows sorted', 'cab', 'abc', []],
  ['a row deleted', 'abc', 'ac', ['deleted 1']],
  ['a row changed', 'abc', 'axc', ['updated 1']],
  ['two rows changed and one added between others', 'abcde', 'axcyde', ['updated 1', 'created 3']],
  ['a row deleted at the top and another added at the end', 'abc', 'bcd', ['created 2', 'deleted 0']],
  ['a twin of a row that is there', 'ab', 'aab', ['created 1']],
  ['sorted, and one added', 'cab', 'abcd', ['created 3']],
  ['all gone', 'ab', '', ['deleted 0', 'deleted 1']],
])('by position: %s', (_name, before, after, changes) => {
  expect(told(compare(plain(before), plain(after)))).toEqual(changes);
});

it.each([
  ['sorted and changed', 'a1 b2 c3', 'c3 b9 a1', ['updated 1']],
  ['changed and moved at once', 'a1 b2', 'b2 a9', ['updated 1']],
  ['one for another', 'a1 b2', 'a1 c3', ['created 1', 'deleted 1']],
  ['a key that is there twice', 'a1 a2', 'a2 a1', []],
  ['one of two with the same key', 'a1 a2', 'a2 a3', ['updated 1']],
])('by key: %s', (_name, before, after, changes) => {
  expect(told(compare(keyed(before), keyed(after)))).toEqual(changes);
});

it('what has not been passed on yet is found again at the next reading', () => {
  const before = plain('abcd');
  const after = plain('xbycdzw');
  const found = compare(before, after);
  expect(told(found)).toEqual(['updated 0', 'created 2', 'created 5', 'created 6']);
  const half = withChanges(before, after, found, 2);
  expect(told(compare(half, after))).toEqual(['created 5', 'created 6']);
  const none = withChanges(before, after, found, 0);
  expect(told(compare(none, after))).toEqual(told(found));
  expect(compare(withChanges(before, after, found, 4), after)).toEqual([]);
});

it('fits into one string and comes back out', () => {
  expect(unpacked(packed(plain('abc')), false)).toEqual(plain('abc'));
  expect(unpacked(packed(keyed('a1 b2')), true)).toEqual(keyed('a1 b2'));
  expect(unpacked('', true)).toEqual([]);
});
