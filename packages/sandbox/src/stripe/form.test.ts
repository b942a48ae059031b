import { expect, test } from 'vitest';
import { parseForm } from './form.ts';

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test.each([
  ['a=1&b=', { a: '1', b: '' }],
  ['metadata[crm_id]=42&metadata[a.b]=c%20d', { metadata: { crm_id: '42', 'a.b': 'c d' } }],
  [
    'items[0][price]=p1&items[0][quantity]=2&items[1][price]=p2',
    { items: [{ price: 'p1', quantity: '2' }, { price: 'p2' }] },
  ],
  ['expand[]=customer&expand[]=latest_charge', { expand: ['customer', 'latest_charge'] }],
  ['created[gte]=1&created[lt]=2', { created: { gte: '1', lt: '2' } }],
  ['phone=%2B334+00', { phone: '+334 00' }],
])('reads %s', (text, expected) => {
  expect(plain(parseForm(text))).toEqual(expected);
});

test('a prototype cannot be reached', () => {
  const form = parseForm('__proto__[polluted]=yes&constructor[prototype][polluted]=yes');
  expect(({} as { polluted?: string }).polluted).toBeUndefined();
  expect(Object.keys(form)).toEqual(['__proto__', 'constructor']);
});
