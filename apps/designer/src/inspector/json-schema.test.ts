import { describe, expect, test } from 'vitest';
import { asTyped, choicesOf, fieldsOf, kindOf, pathStep, readTyped, wordsOf } from './json-schema.ts';

test.each([
  [{ type: 'string' }, 'text'],
  [{ type: ['string', 'null'] }, 'text'],
  [{ type: 'integer' }, 'number'],
  [{ type: 'boolean' }, 'switch'],
  [{ enum: ['a', 'b'] }, 'choice'],
  [{ anyOf: [{ const: 'a' }, { const: 'b' }] }, 'choice'],
  [{ anyOf: [{ const: 'a' }, { type: 'string' }] }, 'text'],
  [{ type: 'object', properties: { a: {} } }, 'group'],
  [{ type: 'object', additionalProperties: { type: 'string' } }, 'map'],
  [{ type: 'array', items: {} }, 'list'],
  [{}, 'any'],
] as const)('%j is drawn as %s', (schema, kind) => {
  expect(kindOf(schema as never)).toBe(kind);
});

test('required fields come first, the words are those of the language', () => {
  const schema = {
    required: ['b'],
    properties: { a: { title: 'A' }, b: { title: 'B', description: 'help', fr: { title: 'Bé' } }, c: {} },
  };
  expect(fieldsOf(schema).map(({ name, required }) => [name, required])).toEqual([
    ['b', true],
    ['a', false],
    ['c', false],
  ]);
  expect(wordsOf(schema.properties.b, 'b', 'fr')).toEqual({ title: 'Bé', help: 'help' });
  expect(wordsOf(schema.properties.b, 'b', 'en').title).toBe('B');
  expect(wordsOf({}, 'c', 'fr')).toEqual({ title: 'c' });
  expect(choicesOf({ anyOf: [{ const: 1 }, { const: 2 }] })).toEqual([1, 2]);
});

describe('what is typed', () => {
  test.each([
    ['12', 'number', 12],
    ['-0.5', 'any', -0.5],
    ['007', 'any', '007'],
    ['1e999', 'number', '1e999'],
    ['abc', 'number', 'abc'],
    ['{{a.b}}', 'number', '{{a.b}}'],
    ['[1,2]', 'any', [1, 2]],
    ['{"a":1}', 'any', { a: 1 }],
    ['{"a":', 'any', '{"a":'],
    ['true', 'any', true],
    ['', 'any', undefined],
  ] as const)('%s as %s', (text, kind, value) => {
    expect(readTyped(text, kind)).toEqual(value);
    if (value !== undefined) expect(readTyped(asTyped(value), kind)).toEqual(value);
  });
});

test.each([
  ['line_items', '.line_items'],
  [0, '[0]'],
  ['Nom du client', '["Nom du client"]'],
] as const)('the step %s of a path is written %s', (step, text) => {
  expect(pathStep(step)).toBe(text);
});
