import { describeFailure, Failure } from '@raccord/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileMapping } from './mapping.ts';

const context = {
  payment: {
    id: 'pi_1',
    amount_received: 1_099,
    receipt_email: null,
    lines: [
      { n: 'A', q: 2 },
      { n: 'B', q: 1 },
    ],
  },
};

async function failureOf(work: () => unknown): Promise<Failure> {
  try {
    await work();
  } catch (thrown) {
    if (thrown instanceof Failure) return thrown;
    throw thrown;
  }
  throw new Error('it did not fail');
}

describe('a mapping', () => {
  it('evaluates the strings of a tree and keeps the rest', async () => {
    const mapping = compileMapping({
      reference_number: '{{payment.id}}',
      email: '{{payment.receipt_email}}',
      phone: '{{payment.phone}}',
      line_items: [
        { name: 'Payment', rate: '{{payment.amount_received / 100}}' },
        '{{payment.nothing}}',
        3,
        true,
        null,
      ],
      note: 'Paid: {{payment.amount_received / 100}} €',
      sorted: '{{payment.lines^(q).n}}',
    });
    expect(await mapping.evaluate(context)).toStrictEqual({
      reference_number: 'pi_1',
      email: null,
      line_items: [{ name: 'Payment', rate: 10.99 }, null, 3, true, null],
      note: 'Paid: 10.99 €',
      sorted: ['B', 'A'],
    });
    expect(mapping.reads).toEqual(['payment']);
    expect(mapping.readsAll).toBe(false);
    expect(mapping.places.map((place) => place.path)).toEqual([
      'reference_number',
      'email',
      'phone',
      'line_items[0].rate',
      'line_items[1]',
      'note',
      'sorted',
    ]);
  });

  it('gives a value at once unless JSONata itself is needed', () => {
    expect(compileMapping({ a: '{{payment.lines.(q * 2)}}' }).evaluate(context)).toEqual({ a: [4, 2] });
    expect(compileMapping({ a: '{{payment.lines^(q).n}}' }).evaluate(context)).toBeInstanceOf(Promise);
  });

  it('may be a single template', async () => {
    expect(await compileMapping('{{payment.id}}').evaluate(context)).toBe('pi_1');
  });

  it('keeps the order of its fields, whatever arrives first', async () => {
    const mapping = compileMapping({
      late: '{{payment.lines^(q)[0].n}}',
      soon: '{{payment.id}}',
      later: '{{$sort([2, 1])}}',
    });
    expect(Object.keys((await mapping.evaluate(context)) as object)).toEqual(['late', 'soon', 'later']);
  });

  it('says where and why a record failed', async () => {
    for (const expression of ['payment.id * 2', '$sort(payment.lines.n) & (payment.id * 2)']) {
      const mapping = compileMapping({ line_items: [{ rate: `{{${expression}}}` }] });
      const failure = await failureOf(() => mapping.evaluate(context));
      expect(failure).toMatchObject({ kind: 'input', code: 'mapping.failed', at: 'line_items[0].rate' });
      expect(failure.params).toMatchObject({ expression, code: 'T2001', value: 'pi_1' });
      for (const language of ['en', 'fr'] as const) {
        expect(describeFailure(failure.toData(), language)).toContain(expression);
        expect(describeFailure(failure.toData(), language)).not.toMatch(/\{[a-z]+\}/i);
      }
    }
  });

  it('says where it cannot be compiled', async () => {
    const failure = await failureOf(() => compileMapping({ a: [{ b: '{{1 +}}' }] }));
    expect(failure).toMatchObject({ kind: 'config', code: 'mapping.syntax', at: 'a[0].b' });
    const forbidden = await failureOf(() => compileMapping(JSON.parse('{"a": {"__proto__": 1}}')));
    expect(forbidden).toMatchObject({ kind: 'config', code: 'mapping.forbiddenKey', at: 'a.__proto__' });
  });

  it('fails once when several fields fail, at once and later', async () => {
    const mapping = compileMapping({ later: '{{$sort([1, "a"])}}', atOnce: '{{1/0}}', also: '{{$sort([1, "a"])}}' });
    expect((await failureOf(() => mapping.evaluate(context))).kind).toBe('input');
  });

  it('is bounded as a whole', async () => {
    const big = { text: { of: 'x'.repeat(600_000) } };
    const mapping = compileMapping({ a: '{{text.of}}', b: '{{text.of}}' });
    expect(await failureOf(() => mapping.evaluate(big))).toMatchObject({ kind: 'tooLarge', code: 'mapping.tooLarge' });
    let nested: unknown = '{{payment.id}}';
    for (let level = 0; level < 70; level += 1) nested = [nested];
    expect((await failureOf(() => compileMapping(nested))).code).toBe('mapping.tooDeep');
  });

  it('gives JSON that shares nothing with its input and leaves the input alone', async () => {
    const sources = [
      '{{data}}',
      '{{data.a}}',
      '{{data.a[]}}',
      '{{data.a[0][]}}',
      '{{data.*}}',
      '{{data.**}}',
      '{{data.a.b^(c)}}',
      '{{data.a{$string($): $}}}',
      '{{data ~> |a|{"x": 1}, ["b"]|}}',
      '{{$reverse(data.a)}}',
      '{{$append(data.a, data.b)}}',
      '{{$merge([data, {"z": 1}])}}',
      '{{$spread(data)}}',
      '{{$distinct(data.a)}}',
      '{{[data.a, data.b]}}',
      '{{data.a.{"k": b[]}}}',
      '{{($x := data.a; $x[0])}}',
      '{{$map(data.a, function($v){$v})[]}}',
      'text {{data}}',
    ];
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(...sources), async (value, source) => {
        const data = { data: { a: value, b: [value], c: 1 } } as Record<string, unknown>;
        const before = JSON.stringify(data);
        freeze(data, source);
        let result: unknown;
        try {
          result = await compileMapping({ out: source }).evaluate(data);
        } catch (thrown) {
          if (!(thrown instanceof Failure)) throw thrown;
        }
        expect(JSON.stringify(data)).toBe(before);
        expect(ownKeysOfArrays(data)).toEqual([]);
        if (result !== undefined) {
          expect(JSON.parse(JSON.stringify(result))).toEqual(withoutMinusZero(result));
          expect(ownKeysOfArrays(result)).toEqual([]);
        }
      }),
      { numRuns: 2_000 },
    );
  }, 60_000);
});

/** Where the closures do the work, frozen input proves that they never write; JSONata itself would throw, on a copy it does not. */
function freeze(value: unknown, source: string): void {
  if (source.includes('**')) return;
  if (typeof value !== 'object' || value === null) return;
  Object.freeze(value);
  for (const part of Object.values(value)) freeze(part, source);
}

function ownKeysOfArrays(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const extra = Array.isArray(value)
    ? Object.getOwnPropertyNames(value).filter((key) => !/^(\d+|length)$/.test(key))
    : [];
  return [...extra, ...Object.values(value).flatMap(ownKeysOfArrays)];
}

function withoutMinusZero(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_key, part) => (Object.is(part, -0) ? 0 : part));
}
