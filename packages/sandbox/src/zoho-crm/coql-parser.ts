import { compareValues, sameValue, type Test } from './criteria.ts';
import { refuse } from './errors.ts';
import type { CrmRecord } from './state.ts';

export type CoqlQuery = {
  columns: string[];
  module: string;
  where: Test;
  /** Every column that conditions name. */
  asked: string[];
  orderBy: { column: string; sign: 1 | -1 }[];
  limit: number;
  offset: number;
};
/** Reads a column of a row, behind a dot of the record it refers to. */
export type ColumnReader = (row: CrmRecord, column: string) => unknown;

type Token = { text: string; kind: 'word' | 'string' | 'number' | 'sign'; at: number };
const pattern = /\s*(?:('(?:[^']|'')*')|(-?\d+(?:\.\d+)?)(?![\w.])|([A-Za-z_$][\w$.]*)|(!=|>=|<=|[=<>(),]))/y;
const comparisons = ['=', '!=', '>', '>=', '<', '<=', 'like', 'in', 'not', 'is', 'between'];

/** Reads the part of COQL that the stand-in knows. More than two conditions have to be nested in pairs, as at Zoho. */
export function parseCoql(text: string, column: ColumnReader): CoqlQuery {
  const tokens = tokenize(text);
  let at = 0;
  const peek = () => tokens[at]?.text.toLowerCase();
  const fail = (): never => {
    const near = tokens[at] ?? tokens.at(-1);
    return refuse(400, 'SYNTAX_ERROR', 'error occured while parsing the query', {
      line: 1,
      column: (near?.at ?? 0) + 1,
      near: near?.text ?? '',
    });
  };
  const take = (kind?: Token['kind']): string => {
    const token = tokens[at];
    if (token === undefined || (kind !== undefined && token.kind !== kind)) return fail();
    at += 1;
    return token.text;
  };
  const word = (expected: string): void => {
    if (peek() !== expected) missing(expected);
    at += 1;
  };
  const accept = (expected: string): boolean => {
    if (peek() !== expected) return false;
    at += 1;
    return true;
  };
  const literal = (): string => {
    const token = tokens[at] ?? fail();
    at += 1;
    if (token.kind === 'string') return token.text.slice(1, -1).replaceAll("''", "'");
    return token.kind === 'number' || /^(true|false)$/i.test(token.text) ? token.text : fail();
  };
  const names = (): string[] => {
    const list = [take('word')];
    while (accept(',')) list.push(take('word'));
    return list;
  };

  const asked: string[] = [];
  const condition = (): Test => {
    const name = take('word');
    asked.push(name);
    const value = (row: CrmRecord) => column(row, name);
    const operator = peek() ?? '';
    if (!comparisons.includes(operator)) return fail();
    at += 1;
    if (operator === 'is') {
      const not = accept('not');
      word('null');
      return (row) => (value(row) === null || value(row) === undefined) !== not;
    }
    const negated = operator === 'not';
    const verb = negated ? take('word').toLowerCase() : operator;
    const test =
      verb === 'in' ? inList() : verb === 'like' ? like() : verb === 'between' ? between() : comparison(verb);
    return (row) => test(value(row)) !== negated;
  };
  const inList = () => {
    word('(');
    const values = [literal()];
    while (accept(',')) values.push(literal());
    word(')');
    return (left: unknown) => values.some((value) => sameValue(left, value));
  };
  const like = () => {
    const parts = literal()
      .split('%')
      .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
    const wanted = new RegExp(`^${parts.join('.*')}$`, 'i');
    return (left: unknown) => typeof left === 'string' && wanted.test(left);
  };
  const between = () => {
    const from = literal();
    word('and');
    const to = literal();
    return (left: unknown) => compareValues(left, from) >= 0 && compareValues(left, to) <= 0;
  };
  const comparison = (operator: string) => {
    const right = literal();
    return (left: unknown) => {
      if (operator === '=') return sameValue(left, right);
      if (operator === '!=') return !sameValue(left, right);
      const difference = compareValues(left, right);
      return operator === '>'
        ? difference > 0
        : operator === '>='
          ? difference >= 0
          : operator === '<'
            ? difference < 0
            : difference <= 0;
    };
  };
  const operand = (): Test => {
    if (!accept('(')) return condition();
    const inner = pair();
    word(')');
    return inner;
  };
  const pair = (): Test => {
    const left = operand();
    const joint = peek();
    if (joint !== 'and' && joint !== 'or') return left;
    at += 1;
    const right = operand();
    if (peek() === 'and' || peek() === 'or') return fail();
    return joint === 'and' ? (row) => left(row) && right(row) : (row) => left(row) || right(row);
  };

  word('select');
  const columns = names();
  word('from');
  const module = take('word');
  word('where');
  const where = pair();
  const orderBy = accept('order') ? orders() : [];
  const range = limits();
  if (at < tokens.length) fail();
  return { columns, module, where, asked, orderBy, ...range };

  function orders(): CoqlQuery['orderBy'] {
    const list: CoqlQuery['orderBy'] = [];
    word('by');
    do {
      const name = take('word');
      const sign = accept('desc') ? -1 : 1;
      if (sign === 1) accept('asc');
      list.push({ column: name, sign });
    } while (accept(','));
    return list;
  }
  function limits(): { limit: number; offset: number } {
    if (!accept('limit')) return { limit: 200, offset: 0 };
    const first = Number(take('number'));
    if (accept(',')) return { limit: Number(take('number')), offset: first };
    return { limit: first, offset: accept('offset') ? Number(take('number')) : 0 };
  }
}

function missing(clause: string): never {
  refuse(400, 'SYNTAX_ERROR', 'missing clause', { clause });
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  for (pattern.lastIndex = 0; pattern.lastIndex < end; ) {
    const from = pattern.lastIndex;
    const match = pattern.exec(text);
    if (match === null) {
      return refuse(400, 'SYNTAX_ERROR', 'error occured while parsing the query', {
        line: 1,
        column: from + 1,
        near: text.slice(from, from + 10),
      });
    }
    const [, string, number, name, sign] = match;
    const kind =
      string !== undefined ? 'string' : number !== undefined ? 'number' : name !== undefined ? 'word' : 'sign';
    tokens.push({ text: (string ?? number ?? name ?? sign)!, kind, at: from });
  }
  return tokens;
}
