import { expect, test } from 'vitest';
import { readListSearch } from './flow-queries.ts';
import { shortName } from './short-name.ts';

test.each([
  [{}, {}],
  [
    { search: 'a', tag: 't', archived: true, sort: 'failures', order: 'desc', page: 3 },
    { search: 'a', tag: 't', archived: true, sort: 'failures', order: 'desc', page: 3 },
  ],
  [{ search: '', tag: 5, archived: 'yes', sort: 'draft', order: 'asc', page: 1 }, {}],
  [{ sort: 'name', page: -2, search: 'x'.repeat(300) }, { search: 'x'.repeat(200) }],
])('an address %j is read as %j', (search, read) => {
  expect(readListSearch(search)).toEqual(read);
});

test('a long name is cut between letters', () => {
  expect(shortName('short')).toBe('short');
  expect([...shortName('👩'.repeat(200))]).toHaveLength(60);
});
