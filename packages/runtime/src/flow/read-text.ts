import { type Failure, toFailure } from '@raccord/contract';
import { compileTemplate, parseTemplate } from '../mapping/template.ts';
import type { TextKind } from './check-fields.ts';

/** What a string of a flow is and which names it reads; `broken` with the failure when it cannot be compiled. */
export type ReadText =
  | Extract<TextKind, { kind: 'literal' }>
  | { kind: 'expression' | 'text'; reads: readonly string[] }
  | { kind: 'broken'; failure: Failure };
export type TextReader = (text: string) => ReadText;

/** Reads one string of a mapping; never throws. */
export function readText(text: string): ReadText {
  try {
    const parts = parseTemplate(text);
    const texts = parts.flatMap((part) => ('text' in part ? [part.text] : []));
    if (texts.length === parts.length) return { kind: 'literal', value: texts.join('') };
    // As in `compileTemplate`: one expression, with nothing but space around it, keeps its type.
    const single = parts.length - texts.length === 1 && texts.every((part) => part.trim() === '');
    return { kind: single ? 'expression' : 'text', reads: compileTemplate(text).reads };
  } catch (thrown) {
    return { kind: 'broken', failure: toFailure(thrown) };
  }
}
