import { scanExpression } from '@raccord/runtime/mapping/scan';

/**
 * The same tree of literals with every expression reading `to` where it read the node `from`. Only names that stand where a path
 * begins are meant: `order.order` reads node `order` once. A text whose expression is broken stays as it is.
 */
export function renameReads<T>(tree: T, from: string, to: string): T {
  if (typeof tree === 'string') return renameInText(tree, from, to) as T;
  if (Array.isArray(tree)) return tree.map((item) => renameReads(item, from, to)) as T;
  if (typeof tree !== 'object' || tree === null) return tree;
  return Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, renameReads(value, from, to)])) as T;
}

function renameInText(text: string, from: string, to: string): string {
  if (!text.includes('{{') || !text.includes(from)) return text;
  let out = '';
  let at = 0;
  for (;;) {
    const open = text.indexOf('{{', at);
    if (open === -1) return out + text.slice(at);
    const escaped = /\\*$/.exec(text.slice(at, open))![0].length % 2 === 1;
    if (escaped) {
      out += text.slice(at, open + 2);
      at = open + 2;
      continue;
    }
    let end: number;
    try {
      ({ end } = scanExpression(text, open + 2, true));
    } catch {
      return text;
    }
    out += `${text.slice(at, open + 2)}${renameInExpression(text.slice(open + 2, end), from, to)}}}`;
    at = end + 2;
  }
}

const TOKEN =
  /\s+|\/\*[\s\S]*?\*\/|"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'|`[^`]*`|\${1,2}[\w]*|[A-Za-z_\u00c0-\uffff][\w\u00c0-\uffff]*|[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|~>|:=|!=|<=|>=|\*\*|\.\.|\?\?|\?:|[\s\S]/gy;
const words = new Set(['and', 'or', 'in']);

/** Brackets: `root` when a name inside begins at the record, and not at the value that stands before the bracket. */
type Frame = { root: boolean; lambda: boolean };

function renameInExpression(source: string, from: string, to: string): string {
  let out = '';
  const frames: Frame[] = [{ root: true, lambda: false }];
  let last = '';
  let beforeLast = '';
  let operand: boolean = false;
  let lambda = false;
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(source); match !== null; match = TOKEN.exec(source)) {
    let token = match[0];
    if (/^(\s|\/\*)/.test(token)) {
      out += token;
      continue;
    }
    const { root } = frames.at(-1)!;
    if (token === '/' && !operand) {
      const regexEnd = endOfRegex(source, match.index);
      token = source.slice(match.index, regexEnd);
      TOKEN.lastIndex = regexEnd;
      out += token;
      operand = true;
    } else if ('([{'.includes(token)) {
      const called = token === '(' && (last.startsWith('$') || last === 'function' || last === 'λ');
      const fresh = called || (lambda && token === '{') || (!operand && last !== '.' && last !== '^');
      frames.push({ root: root && fresh, lambda: last === 'function' || last === 'λ' });
      lambda = false;
      operand = false;
      out += token;
    } else if (')]}'.includes(token)) {
      if (frames.length > 1) lambda = frames.pop()!.lambda;
      operand = true;
      out += token;
    } else {
      const isName = /^[A-Za-z_`\u00c0-\uffff]/.test(token);
      const isOperator: boolean = isName && operand && words.has(token);
      const rooted = last === '.' ? beforeLast === '$$' || (beforeLast === '$' && root) : root && !operand;
      const means = token.startsWith('`') ? token.slice(1, -1) : token;
      out += isName && !isOperator && rooted && means === from ? asName(to) : token;
      operand = (isName && !isOperator) || /^["'$0-9]/.test(token) || ((token === '*' || token === '%') && !operand);
      lambda = false;
    }
    beforeLast = last;
    last = token;
  }
  return out;
}

function endOfRegex(source: string, start: number): number {
  const match = /^\/(?:[^/\\[]|\\[\s\S]|\[(?:[^\]\\]|\\[\s\S])*\])*\/[a-z]*/.exec(source.slice(start));
  return match === null ? start + 1 : start + match[0].length;
}

/** Names that mean something else where an expression begins or goes on. */
const taken = new Set([...words, 'true', 'false', 'null', 'function']);

/** A node's id, or a field's name, as an expression has to write it. */
export function asName(id: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(id) && !taken.has(id) ? id : `\`${id}\``;
}
