import { describe, expect, test } from 'vitest';
import { type CellState, countStates } from './cells.ts';
import { coverageOf } from './coverage.ts';

const cell = async (schema: object, value: unknown, context: Record<string, unknown> = {}, required = false) => {
  const [row] = await coverageOf([{ path: '.x', value, schema, required }], [context], { textLength: 20 });
  return row![0]!;
};

describe('a cell says what becomes of a field', () => {
  const number = { type: 'number' };
  const short = { type: 'string', maxLength: 5 };
  const list = { type: 'array', items: { type: 'object', required: ['rate'], properties: { rate: number } } };
  const cases: [string, object, unknown, CellState][] = [
    ['a value of the type', number, '{{o.n}}', 'ok'],
    ['a whole number where any is wanted', { type: 'integer' }, '{{o.n}}', 'ok'],
    ['a fraction where a whole number is wanted', { type: 'integer' }, '{{o.n / 2}}', 'type'],
    ['a text where a number is wanted', number, '{{o.text}}', 'type'],
    ['a text made of a number', number, '{{o.n}} €', 'type'],
    ['nothing', number, '{{o.gone}}', 'empty'],
    ['null', number, '{{o.none}}', 'empty'],
    ['null where it may be', { type: ['string', 'null'] }, '{{o.none}}', 'ok'],
    ['an empty text', short, '{{o.blank}}', 'empty'],
    ['a text that just fits', short, '{{"12345"}}', 'ok'],
    ['a text that does not fit', short, '{{o.text}}', 'cut'],
    ['characters outside the basic plane count once', short, '{{"😀😀😀😀😀"}}', 'ok'],
    ['a value of the list', { enum: ['a', 'b'] }, '{{"a"}}', 'ok'],
    ['a value of no list', { enum: ['a', 'b'] }, '{{o.text}}', 'unknown'],
    ['a value of none of the alternatives', { anyOf: [{ const: 'a' }, { const: 'b' }] }, '{{o.text}}', 'unknown'],
    ['an alternative that takes any text', { anyOf: [{ const: 'a' }, { type: 'string' }] }, '{{o.text}}', 'ok'],
    ['no alternative of the type', { anyOf: [{ type: 'number' }, { type: 'null' }] }, '{{o.text}}', 'type'],
    ['a type inside entries', list, '{{[o.lines.{"rate": name}]}}', 'type'],
    ['what entries need', list, '{{[o.lines.{"name": name}]}}', 'missing'],
    ['an expression that fails', number, '{{$number(o.text)}}', 'error'],
    ['an expression that cannot be read', number, '{{o.}}', 'error'],
    ['an expression that never ends', number, '{{($f := function($x){$f($x)}; $f(1))}}', 'error'],
    ['a fixed value', number, 7, 'ok'],
    ['a fixed text where a number is wanted', number, '7', 'type'],
  ];
  const context = { o: { n: 3, none: null, blank: '', text: 'longer text', lines: [{ name: 'x' }] } };
  test.each(cases)('%s', async (_, schema, value, state) => {
    expect((await cell(schema, value, context)).state).toBe(state);
  });

  test('what is required and absent is missing, mapped or not', async () => {
    expect((await cell(number, undefined, context, true)).state).toBe('missing');
    expect((await cell(short, '{{o.blank}}', context, true)).state).toBe('missing');
    expect((await cell(number, undefined, context)).state).toBe('empty');
  });

  test('with what the sentence about it needs', async () => {
    expect(await cell(short, '{{o.text}}', context)).toEqual({
      state: 'cut',
      text: 'longer text',
      about: { length: 11, most: 5, at: '' },
    });
    expect((await cell(list, '{{[o.lines.{"rate": name}]}}', context)).about).toEqual({
      wanted: 'number',
      found: 'string',
      at: '[0].rate',
    });
    expect((await cell(number, 'n: {{o.n +* 2}}', context)).failure).toMatchObject({
      code: 'mapping.syntax',
      params: { position: 8, templatePosition: 13 },
    });
    expect((await cell({}, '{{$pad("", 100, "x")}}')).text).toBe(`${'x'.repeat(19)}…`);
  });
});

test('without any sample it still says which expressions cannot be read', async () => {
  const fields = ['{{a}}', '{{a.}}'].map((value) => ({ path: '', value, schema: {}, required: false }));
  expect((await coverageOf(fields, [])).map((row) => row.map(({ state }) => state))).toEqual([[], ['error']]);
});

test('planted faults that one sample does not show are found on others, in time', async () => {
  const samples = Array.from({ length: 50 }, (_, index) => ({
    o: {
      id: `A${index}`,
      n: index === 31 ? '31' : index,
      note: index === 17 ? 'x'.repeat(80) : 'short',
      s: index === 44 ? 'odd' : 'new',
    },
  }));
  const kinds = [
    { value: '{{o.n}}', schema: { type: 'number' } },
    { value: '{{o.note}}', schema: { type: 'string', maxLength: 40 } },
    { value: '{{o.s}}', schema: { enum: ['new', 'old'] } },
    { value: '{{o.id & "-" & $uppercase(o.s)}}', schema: { type: 'string' } },
  ];
  const fields = Array.from({ length: 200 }, (_, index) => ({
    ...kinds[index % 4]!,
    path: `.f${index}`,
    required: false,
  }));
  const begun = performance.now();
  const coverage = await coverageOf(fields, samples);
  // A tenth of it on a quiet machine.
  expect(performance.now() - begun).toBeLessThan(3_000);
  expect(countStates(coverage)).toMatchObject({ type: 50, cut: 50, unknown: 50, ok: 9_850, error: 0 });
  expect(coverage[0]![31]!.state).toBe('type');
  expect(coverage[1]![17]!.state).toBe('cut');
  expect(coverage[2]![44]!.state).toBe('unknown');
});
