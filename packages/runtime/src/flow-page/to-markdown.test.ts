import fc from 'fast-check';
import { expect, test } from 'vitest';
import { code, type FlowPage, text } from './page.ts';
import { toMarkdown } from './to-markdown.ts';

const page = (words: string): FlowPage => ({
  language: 'en',
  title: words,
  facts: { kind: 'facts', rows: [{ label: 'Owner', words: [text(words)] }] },
  sections: [
    {
      id: 's',
      title: words,
      blocks: [
        { kind: 'paragraph', words: [text(words)] },
        { kind: 'list', items: [[text(words), code(words)]] },
        { kind: 'table', label: words, head: ['A', 'B'], rows: [[[text(words)], [code(words)]]] },
        {
          kind: 'picture',
          text: words,
          picture: {
            ...{ width: 1, height: 1, node: { width: 1, height: 1 } },
            nodes: [{ id: 'a', kind: 'map', title: words, line: words, x: 0, y: 0 }],
            edges: [{ from: 'a', to: 'a', port: words, path: '' }],
          },
        },
      ],
    },
  ],
});

test('names, links, markup and table bars are shown as they stand', () => {
  const markdown = toMarkdown(page('<img src=x onerror=alert(1)> [x](javascript:y) a|b `c` **d**\n# e'));
  expect(markdown.replace(/``.*?``/g, '')).not.toMatch(/(?<!\\)<(?!br|\/?code)/);
  expect(markdown).toContain(
    '\\<img src=x onerror=alert(1)\\> \\[x\\](javascript:y) a\\|b \\`c\\` \\*\\*d\\*\\* \\# e',
  );
  expect(markdown).toContain('``<img src=x onerror=alert(1)> [x](javascript:y) a|b `c` **d** # e``');
  expect(markdown).toContain('| <code>&#60;img src&#61;x onerror');
  expect(markdown).toContain('n0["#60;img src#61;x onerror#61;alert#40;1#41;#62;');
  expect(toMarkdown(page('- x'))).toContain('\n\n\\- x\n');
  expect(toMarkdown(page('1. x'))).toContain('\n\n1\\. x\n');
});

const hostile = fc
  .array(
    fc.oneof(fc.constantFrom('\\', '|', '`', '<', '\n', '#', '- ', '```'), fc.string({ unit: 'binary', maxLength: 3 })),
    { maxLength: 20 },
  )
  .map((parts) => parts.join(''));

test('whatever stands in a name, the page keeps its form', () => {
  const shape = (markdown: string) =>
    markdown
      .split('\n')
      .map((line) => /^(#{1,2} |- |\| --- \| --- \||\| |```|flowchart| {2}n0|$)/.exec(line)?.[0] ?? 'text');
  const plain = shape(toMarkdown(page('x')));
  fc.assert(
    fc.property(hostile, (words) => {
      const markdown = toMarkdown(page(`a${words}a`));
      expect(shape(markdown)).toEqual(plain);
      const row = markdown.split('\n').filter((line) => line.startsWith('| '))[2]!;
      expect(row.match(/(?<!\\)(\\\\)*\|/g)).toHaveLength(3);
    }),
  );
});
