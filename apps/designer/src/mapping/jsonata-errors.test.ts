import { type Failure, toFailure } from '@raccord/contract';
import { compileTemplate } from '@raccord/runtime/mapping/template';
import { describe, expect, test } from 'vitest';
import { expressionTrouble, troublePlace } from './jsonata-errors.ts';

async function failureOf(text: string, context: Record<string, unknown> = {}): Promise<Failure> {
  try {
    await compileTemplate(text).evaluate(context);
  } catch (thrown) {
    return toFailure(thrown);
  }
  throw new Error(`${text} does not fail`);
}

describe('what is wrong is said in words and shown at its place', () => {
  test.each([
    ['{{order.total +}}', '+', /stops too early|does not fit/],
    ['Nr {{order..id}}', '..', /does not fit/],
    ['{{(1 + 2}}', undefined, /missing|does not fit|must close/],
    ['{{$trim("a}}', undefined, /quote|missing/],
    ['x {{order.lines[0.id}}', undefined, /./],
    ['{{"a" * 2}}', undefined, /no number/],
    ['{{$number("x1")}}', undefined, /no number: “x1”/],
    ['{{$substring(1, 2)}}', undefined, /\$substring was given/],
    ['{{$nothing(1)}}', undefined, /function of that name/],
    ['{{a / 2}}', undefined, /no number/],
    ['{{$eval("1")}}', undefined, /\$eval/],
    ['{{($f := function($x){$f($x)}; $f(1))}}', undefined, /too much/],
  ])('%s', async (text, shown, words) => {
    const failure = await failureOf(text, { a: 'x', order: { id: 1, lines: [] } });
    expect(expressionTrouble(failure, 'en')).toMatch(words);
    const french = expressionTrouble(failure, 'fr');
    expect(french).not.toBe(expressionTrouble(failure, 'en'));
    expect(french).not.toMatch(/\{\w+\}|undefined/);
    const { from, to } = troublePlace(text, failure);
    expect(from).toBeGreaterThanOrEqual(0);
    expect(to).toBeGreaterThan(from);
    expect(to).toBeLessThanOrEqual(text.length);
    if (shown !== undefined) expect(text.slice(from, to)).toContain(shown);
  });

  test('the position is that of the text, not of the expression', async () => {
    const text = 'Order {{order.id}} of {{order.id )}}';
    const { from, to } = troublePlace(text, await failureOf(text));
    expect([from, text.slice(from, to)]).toEqual([text.lastIndexOf(')'), ')']);
  });
});
