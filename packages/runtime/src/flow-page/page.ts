import type { FlowPicture } from './draw-flow.ts';

/** A piece of a sentence; `code` is shown as it stands, as expressions and names of fields are. */
export type Span = { text: string } | { code: string };
export type Words = readonly Span[];

export type Block =
  | { kind: 'paragraph'; words: Words }
  | { kind: 'facts'; rows: { label: string; words: Words }[] }
  | { kind: 'table'; label: string; head: string[]; rows: Words[][] }
  | { kind: 'list'; items: Words[] }
  | { kind: 'picture'; picture: FlowPicture; text: string };

export type Section = { id: string; title: string; blocks: Block[]; parts?: Section[] };

/** What a flow does, in words: made once, shown on a screen or written as Markdown. Everything in it is text, never markup. */
export type FlowPage = { language: 'en' | 'fr'; title: string; facts: Block; sections: Section[] };

export const text = (words: string): Span => ({ text: words });
export const code = (words: string): Span => ({ code: words });

export const paragraph = (of: Words): Block => ({ kind: 'paragraph', words: of });

/** Fills the `{name}` places of a sentence with spans: what is filled in is never read as a sentence. */
export function sentence(words: string, params: Record<string, Span | Words> = {}): Words {
  return words.split(/(\{[A-Za-z]+\})/).flatMap((part): Words => {
    const name = /^\{([A-Za-z]+)\}$/.exec(part)?.[1];
    const value = name === undefined ? undefined : params[name];
    if (value === undefined) return part === '' ? [] : [text(part)];
    return Array.isArray(value) ? (value as Words) : [value as Span];
  });
}

/** Lists spans with commas between. */
export function listed(items: readonly (Span | Words)[]): Words {
  return items.flatMap((item, index): Words => {
    const words = Array.isArray(item) ? (item as Words) : [item as Span];
    return index === 0 ? words : [text(', '), ...words];
  });
}

/** The words alone. */
export function plain(words: Words): string {
  return words.map((span) => ('code' in span ? span.code : span.text)).join('');
}
