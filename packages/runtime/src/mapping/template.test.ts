import { Failure } from '@raccord/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileTemplate, parseTemplate, printTemplate, type TemplatePart } from './template.ts';

const order = { order: { id: 7, name: 'Zoé', total: 10.99, none: null, tags: ['a', 'b'], 'a}}b': 'odd' } };

const values: [template: string, value: unknown][] = [
  ['plain', 'plain'],
  ['', ''],
  ['{{order.id}}', 7],
  ['  {{ order.id }}\n', 7],
  ['{{order.tags}}', ['a', 'b']],
  ['{{order.none}}', null],
  ['{{order.missing}}', undefined],
  ['n° {{order.id}}', 'n° 7'],
  ['{{order.id}}{{order.id}}', '77'],
  ['[{{order.missing}}|{{order.none}}]', '[|]'],
  ['{{order.tags}}!', '["a","b"]!'],
  ['{{order.total * 3}} €', '32.97 €'],
  ['{{0.1 + 0.2}} €', '0.3 €'],
  ['{{ {"a": 1} }}', { a: 1 }],
  ['{{{"a": {"b": 1}}}}', { a: { b: 1 } }],
  ['{{ "}}" }}', '}}'],
  ['{{ "\\"}}" }}', '"}}'],
  ['{{ order.`a}}b` }}', 'odd'],
  ['{{ /* }} */ order.id }}', 7],
  ['{{ $match("}}", /\\}\\}/).match }}', '}}'],
  ['{{ order.total / 2 / order.id > 0 ? "}}" : "" }}', '}}'],
  ['{{ order.tags[0] & "/" & order.tags[1] }}', 'a/b'],
  ['\\{{order.id}}', '{{order.id}}'],
  ['\\\\{{order.id}}', '\\7'],
  ['C:\\dir\\{{order.id}}', 'C:\\dir{{order.id}}'],
  ['}} alone', '}} alone'],
  ['{ single }', '{ single }'],
];

const refused: [template: string, code: string][] = [
  ['{{order.id', 'S0203'],
  ['{{order.id}', 'S0201'],
  ['{{ "a }}', 'S0101'],
  ['{{ (order.id }}', 'S0202'],
  ['{{ order.`id }}', 'S0105'],
  ['{{ /* }}', 'S0106'],
  ['{{}}', 'S0207'],
  ['{{ order. }}', 'S0207'],
  ['{{ 1 + }}', 'S0207'],
];

describe('templates', () => {
  for (const [template, value] of values) {
    it(`${JSON.stringify(template)} gives ${JSON.stringify(value)}`, async () => {
      expect(await compileTemplate(template).evaluate(order)).toEqual(value);
    });
  }

  for (const [template, code] of refused) {
    it(`${JSON.stringify(template)} is refused with ${code}`, () => {
      let thrown: unknown;
      try {
        compileTemplate(template);
      } catch (caught) {
        thrown = caught;
      }
      expect(thrown).toBeInstanceOf(Failure);
      expect((thrown as Failure).kind).toBe('config');
      expect((thrown as Failure).code).toBe('mapping.syntax');
      expect((thrown as Failure).params.code).toBe(code);
      expect((thrown as Failure).params.position).toBeTypeOf('number');
    });
  }

  it('say what they read, once', () => {
    expect(compileTemplate('{{order.id}} {{customer.id + order.id}}').reads).toEqual(['order', 'customer']);
  });

  it('print to what they were parsed from', () => {
    const sources = fc.constantFrom(
      'a',
      ' a.b ',
      '{"a": {"b": 1}}',
      '"}}"',
      '`}}`',
      "'{{'",
      ' /* }} */ 1',
      '[/\\}\\}/]',
    );
    const texts = fc.string({
      unit: fc.constantFrom('a', ' ', '\\', '{', '}', '{{', '}}', '"'),
      minLength: 1,
      maxLength: 8,
    });
    const parts = fc.array(
      fc.oneof(
        texts.map((text): TemplatePart => ({ text })),
        sources.map((expression): TemplatePart => ({ expression, position: 0 })),
      ),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(parts, (made) => {
        expect(meaning(parseTemplate(printTemplate(made)))).toEqual(meaning(made));
      }),
      { numRuns: 3_000 },
    );
  });

  it('parse any text, or refuse it as a failure', () => {
    const any = fc.string({
      unit: fc.constantFrom(
        '{{',
        '}}',
        '{',
        '}',
        '"',
        "'",
        '`',
        '/',
        '*',
        '\\',
        '(',
        ')',
        '[',
        ']',
        'a',
        ' ',
        '?',
        ':',
      ),
      maxLength: 30,
    });
    fc.assert(
      fc.property(any, (text) => {
        try {
          expect(meaning(parseTemplate(printTemplate(parseTemplate(text))))).toEqual(meaning(parseTemplate(text)));
        } catch (thrown) {
          if (!(thrown instanceof Failure)) throw thrown;
        }
      }),
      { numRuns: 5_000 },
    );
  });
});

/** Texts and sources in order; texts that meet are one, and `{{"{"}}` is how braces before an expression are printed. */
function meaning(parts: readonly TemplatePart[]): string[] {
  const said: string[] = [];
  let text = '';
  for (const part of parts) {
    if ('text' in part) text += part.text;
    else if (/^"\{+"$/.test(part.expression)) text += part.expression.slice(1, -1);
    else {
      if (text !== '') said.push(`text ${text}`);
      text = '';
      said.push(`expression ${part.expression}`);
    }
  }
  return text === '' ? said : [...said, `text ${text}`];
}
