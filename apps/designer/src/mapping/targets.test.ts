import { describe, expect, test } from 'vitest';
import { isFilled, readTargets, withMapped, withValue } from './targets.ts';

const fields = [
  { name: 'email', schema: { type: 'string', title: 'E-mail', fr: { title: 'Courriel' } }, required: true },
  { name: 'sql', schema: { type: 'string', literal: true }, required: false },
  { name: 'kind', schema: { enum: ['a'], fixed: true }, required: false },
  { name: 'address', schema: { type: 'object', properties: { city: { type: 'string' } } }, required: false },
  {
    name: 'lines',
    schema: { type: 'array', items: { type: 'object', required: ['rate'], properties: { rate: { type: 'number' } } } },
    required: false,
  },
];
const rows = (values: Record<string, unknown>) =>
  readTargets(fields, values, 'fr').map(({ path, kind, depth, own }) => `${depth}${own ? '+' : ' '}${path} ${kind}`);

describe('target fields', () => {
  test('stand below each other with what is in them; fields of entries wait to be mapped', () => {
    expect(rows({})).toEqual([
      '0 .email leaf',
      '0 .sql leaf',
      '0 .address group',
      '1 .address.city leaf',
      '0 .lines list',
      '1 .lines[0].rate leaf',
    ]);
    const [email, sql] = readTargets(fields, {}, 'fr');
    expect(email).toMatchObject({ title: 'Courriel', required: true, types: ['string'], fixed: false });
    expect(sql).toMatchObject({ fixed: true });
  });

  test('follow what the flow has: entries, expressions in their place, fields the schema does not know', () => {
    expect(rows({ lines: [{ rate: 1 }, '{{x}}'], address: '{{a}}', more: 1, 'é à': { x: 2 } })).toEqual([
      '0 .email leaf',
      '0 .sql leaf',
      '0 .address group',
      '0 .lines list',
      '1+.lines[0] group',
      '2 .lines[0].rate leaf',
      '1+.lines[1] group',
      '0+.more leaf',
      '0+["é à"] map',
      '1+["é à"].x leaf',
    ]);
    const filled = readTargets(fields, { address: '{{a}}', lines: [], email: '' }, 'en').filter(isFilled);
    expect(filled.map(({ path }) => path)).toEqual(['.address']);
  });
});

describe('putting a value', () => {
  test.each([
    [{}, ['a', 'b'], 1, { a: { b: 1 } }],
    [{ a: { b: 1, c: 2 } }, ['a', 'b'], undefined, { a: { c: 2 } }],
    [{ a: { b: 1 }, d: 1 }, ['a', 'b'], undefined, { d: 1 }],
    [{ a: '{{x}}' }, ['a', 0, 'b'], 1, { a: [{ b: 1 }] }],
    [{ a: [1, 2, 3] }, ['a', 1], undefined, { a: [1, 3] }],
    [{ a: [{ b: 1 }], c: 1 }, ['a', 0, 'b'], undefined, { c: 1 }],
    [{ z: 1, a: 2 }, ['z'], 3, { z: 3, a: 2 }],
  ] as const)('%j at %j', (tree, steps, value, after) => {
    expect(JSON.stringify(withValue(tree, steps, value))).toBe(JSON.stringify(after));
  });

  test('what a node cannot be without stays', () => {
    const map = { id: 'm', kind: 'map' as const, with: { a: '{{x}}' } };
    expect(withMapped(map, [{ steps: ['with', 'a'], value: undefined }])).toEqual({ id: 'm', kind: 'map', with: {} });
    const action = { id: 'a', kind: 'action' as const, uses: 'x/y', with: { a: 1 } };
    expect(withMapped(action, [{ steps: ['with', 'a'], value: undefined }])).toEqual({
      id: 'a',
      kind: 'action',
      uses: 'x/y',
    });
  });

  test('a name that reaches prototypes is a field like any other', () => {
    const after = withValue({}, ['__proto__', 'x'], 1);
    expect(Object.keys(after as object)).toEqual(['__proto__']);
    expect({}).not.toHaveProperty('x');
  });
});
