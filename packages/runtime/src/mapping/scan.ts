import { Failure } from '@raccord/contract';
import { limits } from './limits.ts';

const operatorCharacters = new Set('.[]{}(),@#;:?+-*/%|=<>^&!~');
const space = new Set(' \t\n\r\v');
const closes: Record<string, string> = { ')': '(', ']': '[', '}': '{' };

/** How an expression reads at the surface: where it ends inside a template, and how deep its brackets go. */
export type Scanned = { end: number; depth: number };

/**
 * Walks over one JSONata expression token by token, as JSONata's own lexer does: texts, names in back-ticks, comments and
 * regular expressions hide what they contain. With `inTemplate` it stops at the `}}` that closes the template's `{{`.
 *
 * Throws `mapping.syntax` for what never ends and for brackets that do not match, `mapping.tooComplex` for nesting beyond
 * the limits; the nesting has to be refused before JSONata's parser, which recurses and copies, sees the text.
 */
export function scanExpression(text: string, start: number, inTemplate: boolean): Scanned {
  const open: { bracket: string; copying: number; copies: boolean }[] = [];
  let top = { bracket: '', copying: 0, copies: false };
  let depth = 0;
  let operandExpected = true;
  let at = start;

  while (at < text.length) {
    const char = text[at] as string;
    if (space.has(char)) {
      at += 1;
    } else if (char === '/' && text[at + 1] === '*') {
      at = endOf(text, '*/', at + 2, start, 'S0106') + 2;
    } else if (char === '/' && operandExpected) {
      at = endOfRegex(text, at + 1, start);
      operandExpected = false;
    } else if (char === '"' || char === "'") {
      at = endOfString(text, at, start);
      operandExpected = false;
    } else if (char === '`') {
      at = endOf(text, '`', at + 1, start, 'S0105') + 1;
      operandExpected = false;
    } else if (char === '(' || char === '[' || char === '{') {
      open.push(top);
      top = { bracket: char, copying: 0, copies: false };
      depth = Math.max(depth, open.length);
      if (depth > limits.expressionDepth) throw tooComplex(text, start, 'nesting', limits.expressionDepth);
      operandExpected = true;
      at += 1;
    } else if (char === ')' || char === ']' || char === '}') {
      const outer = open.pop();
      if (outer === undefined) {
        if (inTemplate && char === '}' && text[at + 1] === '}') return { end: at, depth };
        throw syntaxFailure(text.slice(start), { code: 'S0201', position: at - start, token: char });
      }
      if (top.bracket !== closes[char]) {
        throw syntaxFailure(text.slice(start), { code: 'S0202', position: at - start, token: char });
      }
      outer.copying = Math.max(outer.copying, top.copying + (top.copies ? 1 : 0));
      top = outer;
      if (top.copying > limits.copyingNesting) throw tooComplex(text, start, '?: and ??', limits.copyingNesting);
      operandExpected = false;
      at += 1;
    } else if (operatorCharacters.has(char)) {
      const copying = char === '?' && (text[at + 1] === ':' || text[at + 1] === '?');
      if (copying) top.copies = true;
      // In the place of an operand `*` and `%` are the wildcard and the parent, `?` the gap of a partial application.
      if (operandExpected && (char === '*' || char === '%' || char === '?')) operandExpected = false;
      else operandExpected = true;
      at += copying || (char === '*' && text[at + 1] === '*') ? 2 : 1;
    } else {
      const end = endOfWord(text, at);
      const word = text.slice(at, end);
      operandExpected = !operandExpected && (word === 'and' || word === 'or' || word === 'in');
      at = end;
    }
  }
  if (inTemplate) throw syntaxFailure(text.slice(start), { code: 'S0203', position: text.length - start, token: '}}' });
  if (open.length > 0)
    throw syntaxFailure(text.slice(start), { code: 'S0203', position: at - start, token: top.bracket });
  return { end: at, depth };
}

function endOf(text: string, mark: string, from: number, start: number, code: string): number {
  const end = text.indexOf(mark, from);
  if (end === -1) throw syntaxFailure(text.slice(start), { code, position: from - start, token: mark });
  return end;
}

function endOfString(text: string, from: number, start: number): number {
  const quote = text[from];
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === quote) return at + 1;
  }
  throw syntaxFailure(text.slice(start), { code: 'S0101', position: from - start, token: quote ?? '' });
}

/** Past the closing slash and the flags; a slash inside brackets or behind a backslash belongs to the pattern. */
function endOfRegex(text: string, from: number, start: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const char = text[at] as string;
    const escaped = text[at - 1] === '\\';
    if (char === '/' && depth === 0) {
      let backslashes = 0;
      while (text[at - 1 - backslashes] === '\\') backslashes += 1;
      if (backslashes % 2 === 0) {
        at += 1;
        while (text[at] === 'i' || text[at] === 'm') at += 1;
        return at;
      }
    }
    if (!escaped && '([{'.includes(char)) depth += 1;
    if (!escaped && ')]}'.includes(char)) depth -= 1;
  }
  throw syntaxFailure(text.slice(start), { code: 'S0302', position: from - start, token: '/' });
}

const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[Ee][-+]?[0-9]+)?/y;

/** A name runs up to white space or an operator, whatever it contains: `a"b` is one name to JSONata. */
function endOfWord(text: string, from: number): number {
  number.lastIndex = from;
  if (number.test(text)) return number.lastIndex;
  let at = from + 1;
  while (at < text.length && !space.has(text[at] as string) && !operatorCharacters.has(text[at] as string)) at += 1;
  return at;
}

/** The failure for an expression that does not parse. `position` counts characters from the start of the expression. */
export function syntaxFailure(
  expression: string,
  problem: { code: string; position: number; token: string; message?: string },
): Failure {
  const sentences: Record<string, string> = {
    S0101: 'a text is not closed',
    S0105: 'a name in back-ticks is not closed',
    S0106: 'a comment is not closed',
    S0201: `unexpected ${problem.token}`,
    S0202: `${problem.token} closes a bracket that another one opened`,
    S0203: `${problem.token} is missing at the end`,
    S0302: 'a regular expression is not closed',
  };
  return new Failure('config', 'mapping.syntax', {
    expression: expression.slice(0, 500),
    position: problem.position,
    token: problem.token,
    code: problem.code,
    message: problem.message ?? sentences[problem.code] ?? problem.code,
  });
}

function tooComplex(text: string, start: number, what: string, limit: number): Failure {
  return new Failure('config', 'mapping.tooComplex', { expression: text.slice(start, start + 500), what, limit });
}
