import { compileExpression } from '@raccord/runtime/mapping/expression';
import { describe, expect, test } from 'vitest';
import { sourceAt, treeOf } from './fields.fixture.ts';
import { onlyExpression, pathText, stepsOfPath } from './source-path.ts';
import { flatSources, searchSources } from './source-tree.ts';

describe('paths', () => {
  const odd = [
    'plain',
    'with space',
    'and',
    'true',
    'null',
    'function',
    'é',
    '1st',
    'a-b',
    'a.b',
    '{{x}}',
    'a`b',
    '',
    '$x',
    "it's",
  ];
  test.each(odd)('a field called “%s” is read by the path that is written for it', async (name) => {
    const value = { in: [{ [name]: { deep: 7 } }] };
    const path = pathText(['order', 'in', name, 'deep']);
    expect(await compileExpression(path).evaluate({ order: value })).toBe(7);
  });

  test.each([
    ['order.customer.email', ['order', 'customer', 'email']],
    ['`find-order`.`E-mail` . x', ['find-order', 'E-mail', 'x']],
    ['order.total / 100', undefined],
    ['order.', undefined],
    ['null', undefined],
    ['$string(order.id)', undefined],
    ['', undefined],
  ] as const)('%s is a path of %j', (text, steps) => {
    expect(stepsOfPath(text)).toEqual(steps);
  });

  test.each([
    ['{{ a.b }}', 'a.b'],
    ['{{a}} {{b}}', undefined],
    ['x {{a}}', undefined],
    ['{{a}', undefined],
    [7, undefined],
  ] as const)('%j is the one expression %s', (value, expression) => {
    expect(onlyExpression(value)).toBe(expression);
  });
});

describe('the tree of sources', () => {
  test('is there without any sample: steps by their schema, the nearest first, fields of lists with their list', () => {
    const tree = treeOf([
      {
        id: 'sale',
        kind: 'map',
        with: { amount: '{{order.total}}', label: 'Nr {{order.number}}', n: '{{$count(order.lines)}}' },
      },
      { id: 'passed', kind: 'filter', when: '{{order.paid}}' },
      { id: 'code', kind: 'lookup', table: 'codes', key: '{{order.id}}' },
    ]);
    expect(tree.map(({ path }) => path)).toEqual(['code', 'sale', 'order', 'env']);
    expect(tree[0]?.types).toEqual(['integer', 'number']);
    expect(tree[1]?.children.map(({ path, types }) => [path, types])).toEqual([
      ['sale.amount', ['number', 'null']],
      ['sale.label', ['string']],
      ['sale.n', ['integer']],
    ]);
    expect(sourceAt('order.lines.sku')).toMatchObject({
      types: ['string'],
      inList: { list: 'order.lines', inner: 'sku' },
    });
    expect(flatSources(tree).map(({ path }) => path)).toContain('order.`and`');
  });

  test('a split gives what the entries of its list are, an aggregate what was collected', () => {
    const split = treeOf([{ id: 'line', kind: 'split', items: '{{order.lines}}' }]);
    expect(sourceAt('line.price', split).types).toEqual(['number']);
    const gathered = treeOf([
      { id: 'line', kind: 'split', items: '{{order.lines}}' },
      { id: 'all', kind: 'aggregate', collect: { code: '{{line.sku}}' } },
    ]);
    expect(sourceAt('all.items.code', gathered).inList).toEqual({ list: 'all.items', inner: 'code' });
  });

  test('a sample adds its values and what the schema does not know', () => {
    const tree = treeOf([], {
      order: { id: 'A1', lines: [{ sku: 'x' }, { sku: 'y' }], more: { 'é à': 1 } },
      env: { shop: 'S' },
    });
    expect(sourceAt('order.id', tree)).toMatchObject({ sample: 'A1', onlyInSample: false });
    expect(sourceAt('order.lines.sku', tree).sample).toBe('x');
    expect(sourceAt('order.more.`é à`', tree)).toMatchObject({ sample: 1, onlyInSample: true, types: ['integer'] });
    expect(sourceAt('env.shop', tree).sample).toBe('S');
  });

  test('a sample of any size and depth makes a tree of bounded size', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 200; level++) deep = { deep };
    const wide = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`field${index}`, index]));
    const all = flatSources(treeOf([], { order: { deep, wide, ['__proto__']: { x: 1 } } }));
    expect(all.length).toBeLessThan(3_100);
    expect({}).not.toHaveProperty('x');
  });

  test('is searched by words, without accents, in path and title, and keeps what a find is in', () => {
    const found = searchSources(treeOf([], undefined, 'fr'), 'numero');
    expect(flatSources(found).map(({ path }) => path)).toEqual(['order', 'order.number']);
    expect(searchSources(treeOf(), 'order sku').map(({ children }) => children.length)).toEqual([1]);
    expect(searchSources(treeOf(), 'nothing like it')).toEqual([]);
  });
});
