import type { FlowPicture } from './draw-flow.ts';
import type { Block, FlowPage, Section, Span, Words } from './page.ts';

/**
 * The page as Markdown (CommonMark, with GitHub's tables and Mermaid). Whatever stands in names and expressions is shown as it is: none of
 * it becomes a link, markup or HTML.
 */
export function toMarkdown({ title, facts, sections }: FlowPage): string {
  const blocks = [`# ${escaped(title)}`, block(facts), ...sections.flatMap((section) => lines(section, 2))];
  return `${blocks.join('\n\n')}\n`;
}

function lines({ title, blocks, parts = [] }: Section, level: number): string[] {
  return [
    `${'#'.repeat(level)} ${escaped(title)}`,
    ...blocks.map(block),
    ...parts.flatMap((part) => lines(part, level + 1)),
  ];
}

function block(of: Block): string {
  switch (of.kind) {
    case 'paragraph':
      return inline(of.words);
    case 'list':
      return of.items.map((item) => `- ${inline(item)}`).join('\n');
    case 'facts':
      return of.rows.map(({ label, words }) => `- **${escaped(label)}**: ${inline(words)}`).join('\n');
    case 'table': {
      const row = (cells: string[]) => `| ${cells.join(' | ')} |`;
      const head = [row(of.head.map(escaped)), row(of.head.map(() => '---'))];
      return [...head, ...of.rows.map((cells) => row(cells.map(cell)))].join('\n');
    }
    case 'picture':
      return `\`\`\`mermaid\n${mermaid(of.picture)}\n\`\`\``;
  }
}

const inline = (words: Words) => words.map(span).join('');
const cell = (words: Words) =>
  words.map((one) => ('code' in one && one.code.includes('|') ? barred(one.code) : span(one))).join('');

/** Within a table a bar ends the cell, in code too, where nothing can be escaped: such code is written as HTML, by character codes. */
function barred(words: string): string {
  const line = words.replace(/\s+/g, ' ');
  return `<code>${[...line].map((one) => (/^[A-Za-z0-9 .,]$/.test(one) ? one : `&#${one.codePointAt(0)};`)).join('')}</code>`;
}

function span(one: Span): string {
  return 'code' in one ? codeSpan(one.code) : escaped(one.text);
}

/** On one line; every character that could mean something is escaped. */
function escaped(words: string): string {
  const line = words.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>#|~&!$]/g, '\\$&');
  // What begins a list, a heading or a rule where a line begins.
  return line.replace(/^( ?)([-+=:])/, '$1\\$2').replace(/^( ?\d+)([.)])/, '$1\\$2');
}

function codeSpan(words: string): string {
  const line = words.replace(/\s+/g, ' ');
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = line === '' || /^[` ]|[` ]$/.test(line) ? ' ' : '';
  return `${fence}${space}${line}${space}${fence}`;
}

function mermaid({ nodes, edges }: FlowPicture): string {
  const name = new Map(nodes.map(({ id }, index) => [id, `n${index}`]));
  const boxes = nodes.map(({ id, title, line }) => `  ${name.get(id)}["${label(title)}<br/>${label(line)}"]`);
  const arrows = edges.map(({ from, to, port }) => {
    const by = port === undefined ? '' : `|"${label(port)}"|`;
    return `  ${name.get(from)} -->${by} ${name.get(to)}`;
  });
  return ['flowchart TD', ...boxes, ...arrows].join('\n');
}

const LONGEST_LABEL = 100;

/** Letters, digits and plain punctuation; the rest as Mermaid's own character codes. */
function label(words: string): string {
  const line = words.replace(/\s+/g, ' ').slice(0, LONGEST_LABEL);
  return [...line].map((one) => (/^[\p{L}\p{N} .,:'’·–-]$/u.test(one) ? one : `#${one.codePointAt(0)};`)).join('');
}
