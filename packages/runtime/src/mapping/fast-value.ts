import type { AstNode } from './ast.ts';
import type { RunClock } from './expression.ts';
import { limits } from './limits.ts';

/** What a fast closure gives when it meets anything it does not know exactly: JSONata's evaluator then does the whole expression. */
export const unsure: unique symbol = Symbol('unsure');

/** What the closures of one evaluation share. */
export type FastScope = {
  root: unknown;
  locals: unknown[];
  clock: RunClock | undefined;
  /** Items worked on so far, and when to stop: milliseconds since 1970, 0 until the first look at the clock. */
  items: number;
  deadline: number;
};

export function fastScope(root: unknown, places: number, clock: RunClock | undefined): FastScope {
  return { root, locals: places === 0 ? noLocals : new Array<unknown>(places), clock, items: 0, deadline: 0 };
}

const noLocals: unknown[] = [];

/**
 * True once an evaluation has taken too long for closures, which nothing can interrupt: filters in filters multiply. Asked for each
 * item of each loop; what happens in between is one pass over the data at most for each function of the expression.
 */
export function overdue(scope: FastScope): boolean {
  scope.items += 1;
  if (scope.items % 4 !== 0) return false;
  const now = Date.now();
  if (scope.deadline === 0) scope.deadline = now + limits.fastTimeoutMs;
  return now > scope.deadline;
}

/** One compiled node: its value in a context, or `unsure`. Never throws, never changes what it reads. */
export type Fast = (context: unknown, scope: FastScope) => unknown;

/** Variables bound by blocks around a node, with the place of their value; `count` is how many places the expression needs. */
export type FastNames = { places: ReadonlyMap<string, number>; slots: { count: number } };

export type CompileFast = (node: AstNode, names: FastNames) => Fast | undefined;

/** JSONata counts a node's own properties as instructions: one that is not among these asks for something we do not do. */
export function hasOnly(node: AstNode, ...keys: string[]): boolean {
  for (const [key, value] of Object.entries(node)) {
    if (value !== undefined && key !== 'type' && key !== 'value' && key !== 'position' && !keys.includes(key))
      return false;
  }
  return true;
}
