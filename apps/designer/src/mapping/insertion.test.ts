import { compileTemplate } from '@raccord/runtime/mapping/template';
import { describe, expect, test } from 'vitest';
import type { JsonSchema } from '../inspector/json-schema.ts';
import { sourceAt } from './fields.fixture.ts';
import { insertedInto, insertionsFor } from './insertion.ts';
import { readTargets, type Target } from './targets.ts';

const context = {
  order: {
    id: 'A1',
    number: 12,
    total: null,
    paid: true,
    customer: { email: 'a@b.fr', first_name: 'Ann' },
    lines: [
      { sku: 'x', quantity: 2, price: 1.5 },
      { sku: 'y', quantity: 1, price: 3 },
    ],
    tags: ['new', 'vip'],
  },
};
const entry = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    sku: { type: 'string' },
    rate: { type: 'number' },
    quantity: { type: 'integer' },
  },
};
const schemas: Record<string, JsonSchema> = {
  text: { type: 'string' },
  number: { type: 'number' },
  flag: { type: 'boolean' },
  any: {},
  words: { type: 'array', items: { type: 'string' } },
  entries: { type: 'array', items: entry },
};
const targets = readTargets(
  Object.entries(schemas).map(([name, schema]) => ({ name, schema, required: false })),
  {},
  'en',
);
const targetAt = (path: string, value?: unknown): Target => {
  const found = targets.find((target) => target.path === path)!;
  return value === undefined ? found : { ...found, value };
};

describe('what is made of a source', () => {
  test.each([
    ['order.id', '.text', 'value', '{{order.id}}', 'A1'],
    ['order.number', '.text', 'asText', '{{$string(order.number)}}', '12'],
    ['order.total', '.text', 'asText', '{{order.total != null ? $string(order.total)}}', undefined],
    ['order.id', '.number', 'asNumber', '{{$number(order.id)}}', 'fails'],
    ['order.number', '.number', 'value', '{{order.number}}', 12],
    ['order.customer', '.text', 'json', '{{$string(order.customer)}}', '{"email":"a@b.fr","first_name":"Ann"}'],
    ['order.lines.sku', '.text', 'joined', '{{$join(order.lines.sku, ", ")}}', 'x, y'],
    ['order.lines.price', '.text', 'joined', '{{$join(order.lines.price.$string(), ", ")}}', '1.5, 3'],
    ['order.lines.price', '.number', 'sum', '{{$sum(order.lines.price)}}', 4.5],
    ['order.lines.price', '.flag', 'first', '{{order.lines[0].price}}', 1.5],
    ['order.lines.sku', '.any', 'list', '{{[order.lines.sku]}}', ['x', 'y']],
    ['order.lines.sku', '.words', 'list', '{{[order.lines.sku]}}', ['x', 'y']],
    ['order.id', '.words', 'list', '{{[order.id]}}', ['A1']],
    ['order.tags', '.text', 'joined', '{{$join(order.tags, ", ")}}', 'new, vip'],
    ['order.tags', '.any', 'value', '{{order.tags}}', ['new', 'vip']],
    ['order.lines', '.number', 'count', '{{$count(order.lines)}}', 2],
    [
      'order.lines',
      '.entries',
      'entries',
      '{{[order.lines.{ "sku": sku, "rate": price, "quantity": quantity }]}}',
      [
        { sku: 'x', rate: 1.5, quantity: 2 },
        { sku: 'y', rate: 3, quantity: 1 },
      ],
    ],
    ['order.lines.price', '.entries', 'entries', '{{[order.lines.{ "rate": price }]}}', [{ rate: 1.5 }, { rate: 3 }]],
    [
      'order.lines.price',
      '.entries[0].name',
      'entries',
      '{{[order.lines.{ "name": $string(price) }]}}',
      [{ name: '1.5' }, { name: '3' }],
    ],
    ['order.`and`', '.text', 'value', '{{order.`and`}}', undefined],
  ] as const)('%s onto %s: %s', async (path, to, way, text, value) => {
    const [first] = insertionsFor(sourceAt(path), targetAt(to));
    expect([first!.way, first!.value]).toEqual([way, text]);
    const given = await Promise.resolve()
      .then(() => compileTemplate(first!.value).evaluate(context))
      .catch(() => 'fails');
    expect(given).toEqual(value);
  });

  test('other ways are offered beside the likely one', () => {
    const ways = (path: string, to: string) => insertionsFor(sourceAt(path), targetAt(to)).map(({ way }) => way);
    expect(ways('order.lines.sku', '.text')).toEqual(['joined', 'first']);
    expect(ways('order.lines.price', '.number')).toEqual(['sum', 'first', 'count']);
    expect(ways('order.number', '.text')).toEqual(['asText', 'value']);
  });

  test('a plain value onto a field of entries makes the first entry', () => {
    const [first] = insertionsFor(sourceAt('order.id'), targetAt('.entries[0].name'));
    expect(first).toMatchObject({ way: 'value', steps: ['entries', 0, 'name'], value: '{{order.id}}' });
  });
});

describe('into what is there already', () => {
  const put = (value: unknown, path: string, to: string) => {
    const target = targetAt(to, value);
    return insertedInto(target, insertionsFor(sourceAt(path), target)[0]!);
  };

  test('a second field of the same list joins the first in each entry', () => {
    const first = '{{[order.lines.{ "rate": price }]}}';
    expect(put(first, 'order.lines.sku', '.entries').value).toBe('{{[order.lines.{ "rate": price, "sku": sku }]}}');
    expect(put('{{[order.lines.{ "sku": price }]}}', 'order.lines.sku', '.entries').value).toBe(
      '{{[order.lines.{ "sku": sku }]}}',
    );
  });

  test('what somebody wrote in a way of their own is replaced, not mended', () => {
    for (const own of [
      '{{order.lines[price > 1].{ "rate": price * 2 }}}',
      '{{[order.other.{ "rate": price }]}}',
      '{{order.lines',
    ]) {
      expect(put(own, 'order.lines.sku', '.entries').value).toBe('{{[order.lines.{ "sku": sku }]}}');
    }
  });

  test('a text with words in it is added to, a single expression replaced', () => {
    expect(put('Nr {{order.id}} ', 'order.id', '.text')).toMatchObject({
      way: 'added',
      value: 'Nr {{order.id}} {{order.id}}',
    });
    expect(put('{{order.number}}', 'order.id', '.text')).toMatchObject({ way: 'value', value: '{{order.id}}' });
    expect(put('fixed', 'order.id', '.text')).toMatchObject({ way: 'value', value: '{{order.id}}' });
  });
});
