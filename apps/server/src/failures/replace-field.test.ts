import { expect, it } from 'vitest';
import { fieldSteps, replaceField } from './replace-field.ts';

const record = { email: 'ann@acme.con', total: 12.5, paid: false, none: null, lines: [{ sku: 'A-1' }, { sku: 'B-1' }] };

it.each([
  [
    { field: 'email', find: '.con', by: '.com' },
    { ...record, email: 'ann@acme.com' },
  ],
  [
    { field: 'email', by: 'x@y.z' },
    { ...record, email: 'x@y.z' },
  ],
  [
    { field: 'none', by: 'now' },
    { ...record, none: 'now' },
  ],
  [
    { field: 'country', by: 'FR' },
    { ...record, country: 'FR' },
  ],
  [
    { field: 'total', find: '.5', by: '.75' },
    { ...record, total: 12.75 },
  ],
  [
    { field: 'total', by: 'a lot' },
    { ...record, total: 'a lot' },
  ],
  [
    { field: 'paid', by: 'true' },
    { ...record, paid: true },
  ],
  [
    { field: 'lines[1].sku', find: '-1', by: '-2' },
    { ...record, lines: [{ sku: 'A-1' }, { sku: 'B-2' }] },
  ],
  [
    { field: 'lines[].sku', find: '-1', by: '$&' },
    { ...record, lines: [{ sku: 'A$&' }, { sku: 'B$&' }] },
  ],
  [{ field: 'address.city', by: 'Lyon' }, record],
])('%j', (replacement, expected) => {
  expect(replaceField(record, replacement)).toEqual(expected === record ? undefined : expected);
});

it('leaves alone what it does not find, and what it was given', () => {
  expect(replaceField(record, { field: 'email', find: 'nowhere', by: 'x' })).toBeUndefined();
  expect(replaceField(record, { field: 'email', find: '', by: 'x' })).toBeUndefined();
  expect(replaceField(record, { field: 'lines', by: 'x' })).toBeUndefined();
  expect(replaceField('text', { field: 'a', by: 'x' })).toBeUndefined();
  expect(record.email).toBe('ann@acme.con');
});

it.each(['', '.', '__proto__.x', 'a.constructor', 'a[b', 'a]b'])('%s is no field', (field) => {
  expect(fieldSteps(field)).toBeUndefined();
  expect(replaceField({ a: {} }, { field, by: 'x' })).toBeUndefined();
  expect(({} as { x?: unknown }).x).toBeUndefined();
});
