import { invalid } from './errors.ts';
import { readLimit } from './lists.ts';
import type { StripeCustomer } from './objects.ts';
import type { StripeState } from './state.ts';

/** Search sees an object only this many seconds after it was made: it is no lock against writing twice (stripe.md §3). */
const indexLagSeconds = 1;

type Clause = { negated: boolean; field: string; key: string | undefined; operator: string; value: string };

const clausePattern =
  /^\s*(-?)([a-z_]+)(?:\[(?:'((?:[^'\\]|\\.)+)'|"((?:[^"\\]|\\.)+)")\])?\s*(:|~|>=|<=|>|<)\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|(-?\d+|null))\s*/;

/** `email:'x' AND metadata['k']:'v'`; `:` equals, `~` contains, `-` negates; clauses are joined by all `AND` or all `OR`. */
export function searchCustomers(
  state: StripeState,
  params: { query?: string; limit?: number; page?: string },
  now: number,
): object {
  if (params.query === undefined) invalid('Missing required param: query.', 'query', 'parameter_missing');
  const { clauses, joint } = parseQuery(params.query);
  const limit = readLimit(params.limit);
  const skip = params.page === undefined ? 0 : readPage(params.page);
  const found: StripeCustomer[] = [];
  let matched = 0;
  for (const customer of candidates(state, clauses, joint)) {
    if (customer.created > now - indexLagSeconds) continue;
    const test = (clause: Clause) => fits(customer, clause);
    if (!(joint === 'OR' ? clauses.some(test) : clauses.every(test))) continue;
    matched += 1;
    if (matched <= skip) continue;
    if (found.length === limit) {
      const next_page = Buffer.from(JSON.stringify([skip + limit])).toString('base64');
      return { object: 'search_result', data: found, has_more: true, next_page, url: '/v1/customers/search' };
    }
    found.push(customer);
  }
  return { object: 'search_result', data: found, has_more: false, next_page: null, url: '/v1/customers/search' };
}

function candidates(state: StripeState, clauses: Clause[], joint: string): Iterable<StripeCustomer> {
  const email = clauses.find((clause) => clause.field === 'email' && clause.operator === ':' && !clause.negated);
  if (email === undefined || (joint === 'OR' && clauses.length > 1)) return state.customers.newestFirst();
  return state.customers.by('email', email.value).reverse();
}

function parseQuery(query: string): { clauses: Clause[]; joint: string } {
  const clauses: Clause[] = [];
  const joints = new Set<string>();
  let rest = query;
  for (;;) {
    const match = clausePattern.exec(rest);
    if (match === null) return invalid(`We were unable to parse your search query: ${query}`, 'query');
    const [whole, minus, field, key1, key2, operator, text1, text2, number] = match;
    const key = key1 ?? key2;
    const known = field === 'metadata' ? key !== undefined : ['email', 'name', 'phone', 'created'].includes(field!);
    if (!known) invalid(`Field \`${field}\` is an unsupported search field for resource \`customers\`.`, 'query');
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

function fits(customer: StripeCustomer, clause: Clause): boolean {
  const has = clause.field === 'metadata' ? customer.metadata[clause.key!] : customer[clause.field as 'email'];
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
