import { compileExpression } from '@raccord/runtime/mapping/expression';
import { describe, expect, it, test } from 'vitest';
import { renameReads } from './rename-reads.ts';

const follows: [string, string][] = [
  ['{{order.total}}', '{{sale.total}}'],
  ['{{order}}', '{{sale}}'],
  ['{{order.order.total}}', '{{sale.order.total}}'],
  ['{{`order`.lines[order = 1].sku}}', '{{sale.lines[order = 1].sku}}'],
  ['{{$sum(order.lines.(order * price))}}', '{{$sum(sale.lines.(order * price))}}'],
  [
    '{{$map(order.lines, function($line) { $line.price * order.rate })}}',
    '{{$map(sale.lines, function($line) { $line.price * sale.rate })}}',
  ],
  ["{{ 'order' & order.id }} and {{order.name}}", "{{ 'order' & sale.id }} and {{sale.name}}"],
  ['\\{{order}} {{order}}', '\\{{order}} {{sale}}'],
  ['{{{"a": order.id, "order": 2}}}', '{{{"a": sale.id, "order": 2}}}'],
  ['{{[order.a, order.b]}}', '{{[sale.a, sale.b]}}'],
  ['{{order.lines{order: price}}}', '{{sale.lines{order: price}}}'],
  ['{{$$.order.id & $.order.id}}', '{{$$.sale.id & $.sale.id}}'],
  ['{{payment.order}}', '{{payment.order}}'],
  ['{{$order := 1}}', '{{$order := 1}}'],
  ['{{$match(order.text, /order/i)}}', '{{$match(sale.text, /order/i)}}'],
  ['{{order.a / order.b}}', '{{sale.a / sale.b}}'],
  ['{{order.lines^(order).id}}', '{{sale.lines^(order).id}}'],
  ['{{order.a and order.b or order in order}}', '{{sale.a and sale.b or sale in sale}}'],
  ['{{/* order */ order}}', '{{/* order */ sale}}'],
  ['order', 'order'],
  ['{{order', '{{order'],
];

it.each(follows)('%s', (before, after) => {
  expect(renameReads(before, 'order', 'sale')).toBe(after);
});

test('what an expression reads is renamed as the engine sees it, and nothing else', () => {
  for (const [before] of follows) {
    const source = /^\{\{([\s\S]*)\}\}$/.exec(before)?.[1];
    if (source === undefined || before.includes('}} ')) continue;
    const renamed = /^\{\{([\s\S]*)\}\}$/.exec(renameReads(before, 'order', 'sale'))![1]!;
    const { reads } = compileExpression(source);
    expect(compileExpression(renamed).reads.sort(), before).toEqual(
      reads.map((name) => (name === 'order' ? 'sale' : name)).sort(),
    );
  }
});

describe('a tree', () => {
  it('is renamed throughout, its keys are not', () => {
    const tree = { order: ['{{order.id}}', { deep: '{{order.x}}' }], fixed: 3 };
    expect(renameReads(tree, 'order', 'find-order')).toEqual({
      order: ['{{`find-order`.id}}', { deep: '{{`find-order`.x}}' }],
      fixed: 3,
    });
  });
});
