import { expect, it } from 'vitest';
import { type AskedField, changesOf, editTrouble, LARGEST_APPROVAL, readChoices, withChanges } from './approval.ts';

const fields: AskedField[] = [
  { name: 'id', type: 'string', required: true, choices: readChoices(['a', { value: 'b', label: 'Bea' }, null, {}]) },
  { name: 'n', type: 'integer', title: 'Number' },
];
const shown = { id: 'a', n: 1, from: 'x' };

it.each([
  [{ ...shown, id: 'b' }, undefined],
  [{ id: 'a', from: 'x' }, undefined],
  [{ ...shown, id: 'c' }, 'approval.fieldChoice'],
  [{ ...shown, id: '' }, 'approval.fieldMissing'],
  [{ ...shown, n: 1.5 }, 'approval.fieldType'],
  [{ ...shown, n: Number.NaN }, 'approval.fieldType'],
  [{ ...shown, from: 'y' }, 'approval.fieldFixed'],
  [{ id: 'a', n: 1 }, 'approval.fieldFixed'],
  [['a'], 'approval.notFields'],
  [undefined, 'approval.noData'],
  [{ ...shown, id: 'x'.repeat(LARGEST_APPROVAL) }, 'approval.tooLarge'],
])('edited data is judged by the declared fields: %#', (edited, code) => {
  expect(editTrouble(fields, shown, edited)?.code).toBe(code);
});

it('without declared fields anything may be changed that is not too large', () => {
  expect(editTrouble(undefined, shown, ['other'])).toBeUndefined();
});

it('what was changed once is changed the same way in what comes later', () => {
  expect(withChanges({ id: 'z', from: 'y' }, changesOf(shown, { ...shown, id: 'b' }))).toEqual({ id: 'b', from: 'y' });
  expect(withChanges({ id: 'z' }, changesOf('text', 'other'))).toBe('other');
});
