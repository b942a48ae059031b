import type { AstNode } from './ast.ts';
import { compileCall } from './fast-functions.ts';
import { normalized, tooLong } from './fast-lookup.ts';
import { binaryOperators, decided, negated } from './fast-operators.ts';
import { compileFilter, compilePath } from './fast-steps.ts';
import { type Fast, type FastNames, hasOnly, unsure } from './fast-value.ts';
import { forbiddenKeys } from './limits.ts';
import { truthy } from './truthy.ts';

export type FastExpression = { evaluate: Fast; locals: number };

/**
 * Compiles an expression that only moves and computes data into closures that run without JSONata's evaluator, whose every
 * node is an async function. `undefined` for any other expression. The closures give exactly what JSONata gives, or `unsure`:
 * on an error, on a value they do not handle, at a limit. Then the whole expression is evaluated by JSONata.
 */
export function compileFast(ast: AstNode): FastExpression | undefined {
  const slots = { count: 0 };
  const evaluate = compileNode(ast, { places: new Map(), slots });
  return evaluate === undefined ? undefined : { evaluate, locals: slots.count };
}

type Compiler = (node: AstNode, names: FastNames) => Fast | undefined;

const compilers: Record<string, Compiler> = {
  path: (node, names) => compilePath(node, names, compileNode),
  string: compileLiteral,
  number: compileLiteral,
  value: compileLiteral,
  variable: compileVariable,
  binary: compileBinary,
  unary: compileUnary,
  condition: compileCondition,
  block: compileBlock,
  function: (node, names) => compileCall(node, names, compileNode),
};

function compileNode(node: AstNode, names: FastNames): Fast | undefined {
  const { predicate, ...bare } = node;
  const compiler = Object.hasOwn(compilers, node.type) ? compilers[node.type] : undefined;
  const value = compiler?.(predicate === undefined ? node : bare, names);
  if (value === undefined || predicate === undefined) return value;

  let current = value;
  for (const filter of predicate) {
    const kept = compileFilter(filter.expr, names, compileNode);
    if (kept === undefined) return undefined;
    const before = current;
    current = (context, scope) => {
      const input = before(context, scope);
      return input === unsure ? unsure : kept(input, scope);
    };
  }
  return (context, scope) => {
    const kept = current(context, scope);
    return kept === unsure ? unsure : normalized(kept as unknown[]);
  };
}

function compileLiteral(node: AstNode): Fast | undefined {
  if (!hasOnly(node)) return undefined;
  const { value } = node;
  return () => value;
}

function compileVariable(node: AstNode, names: FastNames): Fast | undefined {
  if (!hasOnly(node)) return undefined;
  if (node.value === '') return (context) => context;
  if (node.value === '$') return (_context, scope) => scope.root;
  const place = names.places.get(String(node.value));
  return place === undefined ? undefined : (_context, scope) => scope.locals[place];
}

function compileBinary(node: AstNode, names: FastNames): Fast | undefined {
  if (!hasOnly(node, 'lhs', 'rhs') || Array.isArray(node.lhs) || !node.lhs || !node.rhs) return undefined;
  const left = compileNode(node.lhs, names);
  const right = compileNode(node.rhs, names);
  if (left === undefined || right === undefined) return undefined;
  const operator = String(node.value);
  if (operator === 'and' || operator === 'or') {
    return (context, scope) => {
      const first = left(context, scope);
      if (first === unsure) return unsure;
      const early = decided(first, operator);
      if (early !== undefined) return early;
      const second = right(context, scope);
      return second === unsure ? unsure : truthy(second);
    };
  }
  const operate = Object.hasOwn(binaryOperators, operator) ? binaryOperators[operator] : undefined;
  if (operate === undefined) return undefined;
  return (context, scope) => {
    const first = left(context, scope);
    if (first === unsure) return unsure;
    const second = right(context, scope);
    return second === unsure ? unsure : operate(first, second);
  };
}

function compileUnary(node: AstNode, names: FastNames): Fast | undefined {
  if (node.value === '[' && hasOnly(node, 'expressions')) return compileArray(node, names);
  if (node.value === '{' && hasOnly(node, 'lhs')) return compileObject(node, names);
  if (node.value !== '-' || !hasOnly(node, 'expression') || !node.expression) return undefined;
  const operand = compileNode(node.expression, names);
  if (operand === undefined) return undefined;
  return (context, scope) => {
    const value = operand(context, scope);
    return value === unsure ? unsure : negated(value);
  };
}

function compileArray(node: AstNode, names: FastNames): Fast | undefined {
  const items: { value: Fast; whole: boolean }[] = [];
  for (const item of node.expressions ?? []) {
    const value = compileNode(item, names);
    if (value === undefined) return undefined;
    // An array written inside stays one item; any other array is emptied into this one.
    items.push({ value, whole: item.value === '[' });
  }
  return (context, scope) => {
    const list: unknown[] = [];
    for (const item of items) {
      const value = item.value(context, scope);
      if (value === unsure) return unsure;
      if (value === undefined) continue;
      if (!item.whole && Array.isArray(value)) for (const one of value) list.push(one);
      else list.push(value);
    }
    return tooLong(list) ? unsure : list;
  };
}

function compileObject(node: AstNode, names: FastNames): Fast | undefined {
  if (!Array.isArray(node.lhs)) return undefined;
  const pairs: { key: Fast; value: Fast }[] = [];
  for (const [keyNode, valueNode] of node.lhs) {
    const key = compileNode(keyNode, names);
    const value = compileNode(valueNode, names);
    if (key === undefined || value === undefined) return undefined;
    pairs.push({ key, value });
  }
  return (context, scope) => {
    // An object constructor on an array groups its items.
    if (Array.isArray(context)) return unsure;
    const result: Record<string, unknown> = {};
    const taken = new Set<string>();
    for (const pair of pairs) {
      const key = pair.key(context, scope);
      if (key === undefined) continue;
      if (typeof key !== 'string' || forbiddenKeys.has(key) || key.startsWith('_jsonata_') || taken.has(key))
        return unsure;
      taken.add(key);
      const value = pair.value(context, scope);
      if (value === unsure) return unsure;
      if (value !== undefined) result[key] = value;
    }
    return result;
  };
}

function compileCondition(node: AstNode, names: FastNames): Fast | undefined {
  if (!hasOnly(node, 'condition', 'then', 'else') || !node.condition || !node.then) return undefined;
  const condition = compileNode(node.condition, names);
  const then = compileNode(node.then, names);
  const otherwise = node.else === undefined ? () => undefined : compileNode(node.else, names);
  if (condition === undefined || then === undefined || otherwise === undefined) return undefined;
  return (context, scope) => {
    const answer = condition(context, scope);
    if (answer === unsure) return unsure;
    return truthy(answer) ? then(context, scope) : otherwise(context, scope);
  };
}

/** A block; `$name := …` as one of its expressions binds a variable for those that follow. */
function compileBlock(node: AstNode, names: FastNames): Fast | undefined {
  if (!hasOnly(node, 'expressions')) return undefined;
  const places = new Map(names.places);
  const inner: FastNames = { places, slots: names.slots };
  const expressions: Fast[] = [];
  for (const expression of node.expressions ?? []) {
    const compiled =
      expression.type === 'bind' ? compileBind(expression, inner, places) : compileNode(expression, inner);
    if (compiled === undefined) return undefined;
    expressions.push(compiled);
  }
  return (context, scope) => {
    let value: unknown;
    for (const expression of expressions) {
      value = expression(context, scope);
      if (value === unsure) return unsure;
    }
    return value;
  };
}

function compileBind(node: AstNode, names: FastNames, places: Map<string, number>): Fast | undefined {
  if (!hasOnly(node, 'lhs', 'rhs') || Array.isArray(node.lhs) || node.lhs?.type !== 'variable' || !node.rhs)
    return undefined;
  const value = compileNode(node.rhs, names);
  if (value === undefined) return undefined;
  const name = String(node.lhs.value);
  if (name === '' || name === '$') return undefined;
  const place = names.slots.count;
  names.slots.count += 1;
  places.set(name, place);
  return (context, scope) => {
    const bound = value(context, scope);
    if (bound !== unsure) scope.locals[place] = bound;
    return bound;
  };
}
