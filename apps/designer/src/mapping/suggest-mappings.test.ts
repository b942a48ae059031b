import { describe, expect, test } from 'vitest';
import type { JsonSchema } from '../inspector/json-schema.ts';
import { wordsOfName } from './field-words.ts';
import type { Source } from './source-tree.ts';
import { suggestMappings } from './suggest-mappings.ts';
import { readTargets } from './targets.ts';

test.each([
  ['Adresse e-mail', 'emailAddress'],
  ['E-mail', 'courriel'],
  ['first_name', 'Prénom'],
  ['customerId', 'client_id'],
  ['Line items', 'lineItem'],
  ['HTMLBody', 'html_text'],
  ['Téléphone', 'phone'],
])('“%s” and “%s” are the same words', (one, other) => {
  const [a, b] = [wordsOfName(one), wordsOfName(other)];
  const shared = a.filter((word) => b.includes(word));
  expect(shared.length, `${a} ${b}`).toBe(Math.min(a.length, b.length));
});

const source = (path: string, type: string | string[], more: Partial<Source> = {}): Source => ({
  path,
  name: path.split('.').at(-1)!,
  title: path.split('.').at(-1)!,
  types: [type].flat(),
  onlyInSample: false,
  step: { id: 'order', kind: 'trigger' },
  children: [],
  ...more,
});
const suggested = (sources: Source[], fields: Record<string, JsonSchema>) => {
  const list = Object.entries(fields).map(([name, schema]) => ({ name, schema, required: false }));
  const targets = readTargets(list, {}, 'en').filter(({ kind }) => kind === 'leaf');
  return Object.fromEntries(
    suggestMappings(sources, targets).map((one) => [one.target.steps.join('.'), one.source.path]),
  );
};
const text = { type: 'string' };

describe('what is proposed', () => {
  test('the same name, words of the same meaning, words with what they are in', () => {
    const sources = [
      source('order.courriel', 'string'),
      source('order.customer.id', 'string'),
      source('order.id', 'string'),
      source('order.prenom', 'string'),
      source('order.total', 'number'),
    ];
    expect(suggested(sources, { email: text, customer_id: text, first_name: text, total: { type: 'number' } })).toEqual(
      {
        email: 'order.courriel',
        customer_id: 'order.customer.id',
        first_name: 'order.prenom',
        total: 'order.total',
      },
    );
  });

  test('nothing of a type that does not go there, nothing by chance', () => {
    const sources = [
      source('order.email', 'object'),
      source('order.colour', 'string'),
      source('order.id', 'string'),
      source('order.total', 'boolean'),
    ];
    expect(
      suggested(sources, { email: text, size: text, customer_id: text, total: { type: 'number' }, id: text }),
    ).toEqual({});
  });

  test('an id is not proposed for a thing, nor a thing for its id', () => {
    expect(suggested([source('order.customer_id', 'string')], { customer: text })).toEqual({});
    expect(suggested([source('order.customer', 'string')], { customer_id: text })).toEqual({});
  });

  test('the nearer step first; a number for a text less surely than a text', () => {
    expect(
      suggested([source('near.total', 'number'), source('far.total', 'number')], { total: { type: 'number' } }),
    ).toEqual({ total: 'near.total' });
    expect(suggested([source('a.reference', 'number'), source('b.reference', 'string')], { reference: text })).toEqual({
      reference: 'b.reference',
    });
  });

  test('of the entries of a list none is chosen unasked', () => {
    const many = source('order.lines.sku', 'string', { inList: { list: 'order.lines', inner: 'sku' } });
    expect(suggested([many], { sku: text })).toEqual({});
  });

  test('with a score and its reasons', () => {
    const targets = readTargets([{ name: 'mail', schema: { ...text, format: 'email' }, required: true }], {}, 'en');
    const [one] = suggestMappings([source('order.email', 'string', { format: 'email' })], targets);
    expect(one).toMatchObject({ reasons: ['sameWords', 'sameType', 'format'] });
    expect(one!.score).toBeGreaterThan(0.9);
  });
});
