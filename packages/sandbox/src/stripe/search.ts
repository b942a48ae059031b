import type { Table } from '../table.ts';
import { invalid } from './errors.ts';
import { readLimit } from './lists.ts';

/** Search sees an object only this many seconds after it was made: it is no lock against writing twice (stripe.md §3). */
const indexLagSeconds = 1;

type Row = { created: number; metadata: Record<string, string> };
type Clause = { negated: boolean; field: string; key: string | undefined; operator: string; value: string };

const clausePattern =
  /^\s*(-?)([a-z_]+)(?:\[(?:'((?:[^'\\]|\\.)+)'|"((?:[^"\\]|\\.)+)")\])?\s*(:|~|>=|<=|>|<)\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|(-?\d+|null))\s*/;

/** Which fields of a resource the search knows, beside `metadata`, and how to read them. */
export type Searched<T> = {
  url: string;
  table: Table<T & object, string>;
  fields: Record<string, (row: T) => string | number | null | undefined>;
  /** Field with an index, by which exact matches are found without walking. */
  index?: string;
};

/** `email:'x' AND metadata['k']:'v'`; `:` equals, `~` contains, `-` negates; clauses are joined by all `AND` or all `OR`. */
export function search<T extends Row>(
  searched: Searched<T>,
  params: { query?: string; limit?: number; page?: string },
  now: number,
): object {
  if (params.query === undefined) invalid('Missing required param: query.', 'query', 'parameter_missing');
  const { clauses, joint } = parseQuery(params.query, searched);
  const limit = readLimit(params.limit);
  const skip = params.page === undefined ? 0 : readPage(params.page);
  const found: T[] = [];
  let matched = 0;
  const { url } = searched;
  for (const row of candidates(searched, clauses, joint)) {
    if (row.created > now - indexLagSeconds) continue;
    const test = (clause: Clause) => fits(row, clause, searched);
    if (!(joint === 'OR' ? clauses.some(test) : clauses.every(test))) continue;
    matched += 1;
    if (matched <= skip) continue;
    if (found.length === limit) {
      const next_page = Buffer.from(JSON.stringify([skip + limit])).toString('base64');
      return { object: 'search_result', data: found, has_more: true, next_page, url };
    }
    found.push(row);
  }
  return { object: 'search_result', data: found, has_more: false, next_page: null, url };
}

function candidates<T extends Row>({ table, index }: Searched<T>, clauses: Clause[], joint: string): Iterable<T> {
  const exact = clauses.find(({ field, operator, negated }) => field === index && operator === ':' && !negated);
  const walked = exact === undefined || index === undefined || (joint === 'OR' && clauses.length > 1);
  return walked ? table.newestFirst() : table.by(index, exact.value).reverse();
}

function parseQuery<T extends Row>(query: string, { fields, url }: Searched<T>): { clauses: Clause[]; joint: string } {
  const clauses: Clause[] = [];
  const joints = new Set<string>();
  let rest = query;
  for (;;) {
    const match = clausePattern.exec(rest);
    if (match === null) return invalid(`We were unable to parse your search query: ${query}`, 'query');
    const [whole, minus, field, key1, key2, operator, text1, text2, number] = match;
    const key = key1 ?? key2;
    const known = field === 'metadata' ? key !== undefined : Object.hasOwn(fields, field!);
    if (!known)
      invalid(`Field \`${field}\` is an unsupported search field for resource \`${url.split('/')[2]}\`.`, 'query');
    const value = (text1 ?? text2 ?? number ?? '').replace(/\\(.)/g, '$1');
    clauses.push({ negated: minus === '-', field: field!, key, operator: operator!, value });
    rest = rest.slice(whole.length);
    if (rest === '') break;
    const joint = /^(AND|OR)\s+/i.exec(rest);
    if (joint === null) return invalid(`We were unable to parse your search query: ${query}`, 'query');
    joints.add(joint[1]!.toUpperCase());
    rest = rest.slice(joint[0].length);
  }
  if (joints.size > 1) invalid('You cannot combine AND and OR in one search query.', 'query');
  return { clauses, joint: [...joints][0] ?? 'AND' };
}

function fits<T extends Row>(row: T, clause: Clause, { fields }: Searched<T>): boolean {
  const has = clause.field === 'metadata' ? row.metadata[clause.key!] : fields[clause.field]!(row);
  return holds(has, clause) !== clause.negated;
}

function holds(has: string | number | null | undefined, { operator, value }: Clause): boolean {
  if (value === 'null' && operator === ':') return has === null || has === undefined;
  if (has === null || has === undefined) return false;
  if (typeof has === 'number') {
    const number = Number(value);
    return operator === '>'
      ? has > number
      : operator === '<'
        ? has < number
        : operator === '>='
          ? has >= number
          : operator === '<='
            ? has <= number
            : has === number;
  }
  return operator === '~' ? has.toLowerCase().includes(value.toLowerCase()) : has.toLowerCase() === value.toLowerCase();
}

function readPage(page: string): number {
  try {
    const read: unknown = JSON.parse(Buffer.from(page, 'base64').toString());
    if (Array.isArray(read) && typeof read[0] === 'number') return read[0];
  } catch {
    // Falls through to the refusal: not a page of ours.
  }
  return invalid('Invalid page token.', 'page');
}
