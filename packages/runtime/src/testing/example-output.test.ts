import { expect, it } from 'vitest';
import { exampleOf } from './example-output.ts';

it('makes examples of schemas', () => {
  const line = { type: 'object', properties: { n: { type: 'integer', minimum: 5 } } };
  const schema = {
    type: 'object',
    properties: {
      email: { type: 'string', format: 'email' },
      kind: { anyOf: [{ const: 'a' }, { const: 'b' }] },
      lines: { type: 'array', items: line },
    },
  };
  expect(exampleOf(schema)).toEqual({ email: 'ann@example.com', kind: 'a', lines: [{ n: 5 }] });
});
