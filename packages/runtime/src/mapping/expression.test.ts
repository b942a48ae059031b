import { Failure } from '@raccord/contract';
import { describe, expect, it } from 'vitest';
import { compileExpression } from './expression.ts';

const reads: [source: string, names: string[], all: boolean][] = [
  ['order.total', ['order'], false],
  ['order.items[price > customer.limit].name', ['order'], false],
  ['order.items[price > $$.customer.limit].name', ['order', 'customer'], false],
  ['$.order.id', ['order'], false],
  ['`find-order`.id & env.shop & run.id', ['find-order', 'env', 'run'], false],
  ['{"a": order.id, customer.name: 1}', ['order', 'customer'], false],
  ['order ? a : b', ['order', 'a', 'b'], false],
  ['$map(order.items, function($i){$i.price * rates.eur})', ['order', 'rates'], false],
  ['order.items^(price).name', ['order'], false],
  ['order.items{sku: price}', ['order'], false],
  ['order@$o.customer[$o.id = id]', ['order', 'customer'], false],
  ['order ~> |items|{"a": x}|', ['order'], false],
  ['$lookup(table, order.id)', ['table', 'order'], false],
  ['$$', [], true],
  ['*', [], true],
  ['**.price', [], true],
  ['$keys()', [], true],
  ['$lookup("order")', [], true],
  ['order.items.%.id', ['order'], true],
  ['1 + 1', [], false],
];

const fast: [source: string, fast: boolean][] = [
  ['order.items[0].price / 100', true],
  ['order.items.{"a": price, "b": [name]}', true],
  ['($x := order.id; $x & "a")', true],
  ['$uppercase(order.id)', true],
  ['$map(order.items, $string)', false],
  ['order.items^(price)', false],
  ['order.items[]', false],
  ['order.*', false],
  ['($uppercase := 1; $uppercase("a"))', false],
];

describe('an expression', () => {
  for (const [source, names, all] of reads) {
    it(`${source} reads ${names.join(', ') || 'nothing'}${all ? ' and perhaps everything' : ''}`, () => {
      const compiled = compileExpression(source);
      expect(new Set(compiled.reads)).toEqual(new Set(names));
      expect(compiled.readsAll).toBe(all);
    });
  }

  for (const [source, expected] of fast) {
    it(`${source} is ${expected ? 'closures' : "JSONata's"}`, () => {
      expect(compileExpression(source).fast).toBe(expected);
    });
  }

  it('gives the same clock and the same chance when a record is run again', async () => {
    const source =
      '{"now": $now(), "year": $now("[Y]"), "millis": $millis(), "random": $random(), "deck": $shuffle([1..20]), "half": $toMillis("10:30", "[H]:[m]")}';
    const run = { now: 1_700_000_000_000, seed: 'run 1, record 7' };
    const first = await compileExpression(source).evaluate({}, run);
    await new Promise((done) => setTimeout(done, 5));
    const again = await compileExpression(source).evaluate({}, run);
    expect(again).toEqual(first);
    expect(first).toMatchObject({
      now: '2023-11-14T22:13:20.000Z',
      year: '2023',
      millis: run.now,
      half: Date.UTC(2023, 10, 14, 10, 30),
    });
    expect(await compileExpression(source).evaluate({}, { ...run, seed: 'run 2' })).not.toEqual(first);
    expect(compileExpression('[$now(), $millis()]').evaluate({}, run)).toEqual(['2023-11-14T22:13:20.000Z', run.now]);
  });

  it('follows the clock without a run', async () => {
    const before = Date.now();
    expect(await compileExpression('$millis()').evaluate({})).toBeGreaterThanOrEqual(before);
    expect(
      await compileExpression('$toMillis($now(), "[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01].[f001]Z")').evaluate({}),
    ).toBeGreaterThanOrEqual(before);
  });

  it('is refused with what is wrong and where', () => {
    let thrown: unknown;
    try {
      compileExpression('order.total +* 2 )');
    } catch (caught) {
      thrown = caught;
    }
    expect(thrown).toBeInstanceOf(Failure);
    expect((thrown as Failure).toData()).toMatchObject({
      kind: 'config',
      code: 'mapping.syntax',
      params: { position: 17, token: ')' },
    });
  });

  it('ends as a failure on data nested without end', async () => {
    const depth = 100_000;
    const context = { x: JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`) as unknown };
    for (const source of ['x ? 1 : 2', 'x', '$string(x)', '$count(x.**)', '$sort([x])']) {
      const ended = async () => compileExpression(source).evaluate(context);
      await expect(ended(), source).rejects.toMatchObject({ kind: 'tooLarge' });
    }
  });

  it('reads French dates and writes French numbers', async () => {
    const cases: [string, unknown][] = [
      ['$fromMillis(1700000000000, "[D01]/[M01]/[Y0001]")', '14/11/2023'],
      ['$toMillis("14/11/2023", "[D01]/[M01]/[Y0001]")', Date.UTC(2023, 10, 14)],
      ['$toMillis("14 November 2023", "[D1] [MNn] [Y]")', Date.UTC(2023, 10, 14)],
      ['$toMillis("20231114221320", "[Y0001][M01][D01][H01][m01][s01]")', 1_700_000_000_000],
      ['$formatNumber(1234.5, "#.##0,00", {"decimal-separator": ",", "grouping-separator": "."})', '1.234,50'],
      ['$formatInteger(7, "w")', 'seven'],
      ['$pad("7", -3, "0")', '007'],
      ['$round(2.675, 2)', 2.68],
      ['$round(0.5)', 0],
    ];
    for (const [source, value] of cases) expect(await compileExpression(source).evaluate({}), source).toEqual(value);
  });

  it('keeps one evaluation’s time apart from the others’', async () => {
    const endless = compileExpression('($f := function(){$f()}; $f())').evaluate({});
    const quick = compileExpression('$sort([2, 1])').evaluate({});
    await expect(endless).rejects.toMatchObject({ kind: 'tooLarge', code: 'mapping.tooMuchWork' });
    expect(await quick).toEqual([1, 2]);
  });
});
