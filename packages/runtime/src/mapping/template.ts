import { Failure } from '@raccord/contract';
import { type CompiledExpression, compileExpression, type RunClock } from './expression.ts';
import { scanExpression } from './scan.ts';
import { textOfNumber } from './text.ts';

/** A literal stretch of a template, or the source of one `{{ expression }}` without its braces. */
export type TemplatePart = { text: string } | { expression: string; position: number };

export type CompiledTemplate = {
  /** The value of the single expression, or the text; `undefined` only from a single expression. Throws or rejects with `Failure`. */
  evaluate(context: Record<string, unknown>, run?: RunClock): unknown;
  /** True when the string holds no expression at all: `evaluate` then gives the text without its escapes. */
  literal: boolean;
  /** Root names the expressions read. */
  reads: string[];
  /** An expression may read any root name. */
  readsAll: boolean;
  expressions: CompiledExpression[];
};

/**
 * Cuts a string into literal text and expressions. `\{{` is a literal `{{`; before a `{{`, two backslashes stand for one.
 * Throws `mapping.syntax` when a `{{` is never closed.
 */
export function parseTemplate(text: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let literal = '';
  let at = 0;
  for (;;) {
    const open = text.indexOf('{{', at);
    if (open === -1) break;
    let backslashes = 0;
    while (open - 1 - backslashes >= at && text[open - 1 - backslashes] === '\\') backslashes += 1;
    literal += text.slice(at, open - backslashes) + '\\'.repeat(Math.floor(backslashes / 2));
    if (backslashes % 2 === 1) {
      literal += '{{';
      at = open + 2;
      continue;
    }
    const { end } = scanExpression(text, open + 2, true);
    if (literal !== '') parts.push({ text: literal });
    literal = '';
    parts.push({ expression: text.slice(open + 2, end), position: open + 2 });
    at = end + 2;
  }
  literal += text.slice(at);
  if (literal !== '') parts.push({ text: literal });
  return parts;
}

/** The reverse of `parseTemplate`: gives a string that parses to the same texts and expressions, or means the same. */
export function printTemplate(parts: readonly TemplatePart[]): string {
  let printed = '';
  let text = '';
  for (const part of parts) {
    if ('text' in part) {
      text += part.text;
    } else {
      printed += `${printTextBeforeExpression(text)}{{${part.expression}}}`;
      text = '';
    }
  }
  return printed + printText(text);
}

function printText(text: string): string {
  return text.replace(/(\\*)\{\{/g, (_, backslashes: string) => `${backslashes}${backslashes}\\{{`);
}

/** A text may not run into the braces that follow: its last braces are said as an expression, its last backslashes doubled. */
function printTextBeforeExpression(text: string): string {
  const braces = /\{*$/.exec(text)?.[0] ?? '';
  const rest = text.slice(0, text.length - braces.length);
  const backslashes = /\\*$/.exec(rest)?.[0] ?? '';
  return `${printText(rest)}${backslashes}${braces === '' ? '' : `{{"${braces}"}}`}`;
}

/**
 * Compiles a string that may hold `{{ JSONata }}`. One single expression (white space around it allowed) keeps its type;
 * text around makes it a text, in which `undefined` and `null` are nothing, objects and arrays are JSON.
 */
export function compileTemplate(text: string): CompiledTemplate {
  const parts = parseTemplate(text);
  const sources = parts.filter((part) => 'expression' in part);
  const expressions = sources.map((part) => compileAt(part.expression, part.position));
  const reads = [...new Set(expressions.flatMap((expression) => expression.reads))];
  const readsAll = expressions.some((expression) => expression.readsAll);
  const description = { literal: expressions.length === 0, reads, readsAll, expressions };

  const only = expressions.length === 1 ? expressions[0] : undefined;
  if (only && parts.every((part) => 'expression' in part || part.text.trim() === '')) {
    return { ...description, evaluate: only.evaluate };
  }
  const texts = parts.map((part) => ('text' in part ? part.text : undefined));
  if (expressions.length === 0) {
    const fixed = texts.join('');
    return { ...description, evaluate: () => fixed };
  }
  return { ...description, evaluate: (context, run) => join(texts, expressions, context, run) };
}

function compileAt(source: string, position: number): CompiledExpression {
  try {
    return compileExpression(source);
  } catch (thrown) {
    if (!(thrown instanceof Failure) || typeof thrown.params.position !== 'number') throw thrown;
    const params = { ...thrown.params, templatePosition: position + thrown.params.position };
    throw new Failure(thrown.kind, thrown.code, params, { cause: thrown });
  }
}

function join(
  texts: readonly (string | undefined)[],
  expressions: readonly CompiledExpression[],
  context: Record<string, unknown>,
  run: RunClock | undefined,
): string | Promise<string> {
  let next = 0;
  let pending = false;
  const pieces: unknown[] = [];
  try {
    for (const text of texts) {
      const value = text ?? (expressions[next++] as CompiledExpression).evaluate(context, run);
      if (value instanceof Promise) pending = true;
      pieces.push(value);
    }
  } catch (thrown) {
    for (const piece of pieces) if (piece instanceof Promise) piece.catch(() => undefined);
    throw thrown;
  }
  if (!pending) return pieces.map(textOf).join('');
  return Promise.all(pieces).then((values) => values.map(textOf).join(''));
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === undefined || value === null) return '';
  if (typeof value === 'number') return textOfNumber(value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
