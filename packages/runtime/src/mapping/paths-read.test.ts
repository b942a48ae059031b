import { expect, test } from 'vitest';
import { pathsRead } from './paths-read.ts';

test.each([
  ['{{payment.amount / 100}}', ['payment.amount']],
  ['Hello {{order.customer.name}} {{env.greeting}}', ['order.customer.name', 'env.greeting']],
  ['{{$exists(customer.id) ? customer.id : `new-one`.`contact id`}}', ['customer.id', '`new-one`.`contact id`']],
  ['{{order.lines[price > order.least].sku}}', ['order.lines.sku']],
  ['{{order.lines[price > $$.order.least].sku}}', ['order.lines.sku', 'order.least']],
  ['{{$sum(order.lines.(price * count))}}', ['order.lines']],
  ['{{deal}}', ['deal']],
  ['plain', []],
  ['{{broken', []],
  ['{{1 +}}', []],
])('%s', (template, paths) => {
  expect(pathsRead(template)).toEqual(paths);
});
