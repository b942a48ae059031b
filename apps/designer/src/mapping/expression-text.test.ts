import { compileExpression } from '@raccord/runtime/mapping/expression';
import { describe, expect, test } from 'vitest';
import { callAt, completionsAt, regionsIn } from './expression-text.ts';
import { treeOf } from './fields.fixture.ts';
import { knownFunctions, returnTypeOf } from './jsonata-functions.ts';

/** The text without its mark, and where the mark stood. */
const marked = (text: string): [string, number] => [text.replace('|', ''), text.indexOf('|')];

describe('where expressions stand', () => {
  test.each([
    ['a {{b}} c {{d}}', ['b', 'd']],
    ['\\{{no}} {{yes}}', ['yes']],
    ['{{"}}" & x}}', ['"}}" & x']],
    ['{{a', ['a']],
    ['{{a) b}} {{c}}', ['a) b', 'c']],
    ['no', []],
  ])('%s', (text, inside) => {
    expect(regionsIn(text).map(({ from, to }) => text.slice(from, to))).toEqual(inside);
  });
});

describe('the call that is being typed', () => {
  test.each([
    ['{{$substring(a, |}}', 'substring', 1],
    ['{{$substring(a, $length(|b), 2)}}', 'length', 0],
    ['{{$substring($trim("(,"), |', 'substring', 1],
    ['{{$join([1, 2|], ",")}}', 'join', 0],
    ['{{a.(1, |)}}', undefined, 0],
    ['{{$substring("a, |", 1)}}', undefined, 0],
    ['$substring(a, |', undefined, 0],
  ])('%s', (text, name, argument) => {
    expect(callAt(...marked(text))).toEqual(name === undefined ? undefined : { name, argument });
  });
});

describe('completion', () => {
  const labels = (text: string) => {
    const found = completionsAt(...marked(text), treeOf());
    return found?.options.map(({ label }) => label);
  };
  test.each([
    ['{{|', ['order', 'env']],
    ['{{ or|', ['order', 'env']],
    ['{{order.customer.|}}', ['email', 'first_name']],
    ['{{order . customer . em|', ['email', 'first_name']],
    ['{{order.lines.|', ['sku', 'quantity', 'price']],
    ['{{order.lines[|]}}', ['sku', 'quantity', 'price', 'order', 'env']],
    ['{{order.lines[sku = "]"].price}} {{[order.lines.{ "a": |}', ['sku', 'quantity', 'price', 'order', 'env']],
    ['{{$sum(order.lines.(price * |', ['sku', 'quantity', 'price', 'order', 'env']],
    ['{{$upp|', ['$uppercase']],
    ['{{$trim(x).|', undefined],
    ['{{"order.|"}}', undefined],
    ['order.|', undefined],
    ['{{unknown.|', []],
  ])('%s', (text, expected) => {
    expect(labels(text)).toEqual(expected);
  });

  test('what it writes can be read again, odd names too', () => {
    const [text, at] = marked('{{order.|}}');
    const found = completionsAt(text, at, treeOf())!;
    const and = found.options.find(({ label }) => label === 'and')!;
    expect(and.insert).toBe('`and`');
    expect(compileExpression(`order.${and.insert}`).reads).toEqual(['order']);
    expect(found.from).toBe(at);
  });
});

describe('the functions that are offered', () => {
  test.each(knownFunctions.map((one) => [one.name, one] as const))(
    '$%s exists and takes so many arguments',
    async (name, { args, en, fr }) => {
      expect(en).not.toBe('');
      expect(fr).not.toBe('');
      // One too many is refused, or ignored where any number goes; an unknown function is refused with another code.
      const call = (count: number) => compileExpression(`$${name}(${Array(count).fill('gone').join(', ')})`);
      const ended = await Promise.resolve()
        .then(() => call(args.length).evaluate({}))
        .then(
          () => 'value',
          (failure) => failure.params.code as string,
        );
      expect(['T1005', 'T1006']).not.toContain(ended);
      expect(ended === 'T0410' && args.every((arg) => !/function|pattern/.test(arg))).toBe(false);
    },
  );

  test.each([
    ['$uppercase(a.b)', 'string'],
    ['$sum(a.(b * (c + 1)))', 'number'],
    ['$sum(a) / 2', undefined],
    ['$sum(")")', 'number'],
    ['$own(a)', undefined],
    ['a', undefined],
  ])('%s gives %s', (expression, type) => {
    expect(returnTypeOf(expression)).toBe(type);
  });
});
