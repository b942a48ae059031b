import { unsure } from './fast-value.ts';
import { limits } from './limits.ts';
import { textOfNumber } from './text.ts';
import { truthy } from './truthy.ts';

/** JSONata's operators on values that need no coercion; every other case is `unsure`, and JSONata raises its own error for it. */
export const binaryOperators: Record<string, (left: unknown, right: unknown) => unknown> = {
  '+': (left, right) => numeric(left, right, (a, b) => a + b),
  '-': (left, right) => numeric(left, right, (a, b) => a - b),
  '*': (left, right) => numeric(left, right, (a, b) => a * b),
  '/': (left, right) => numeric(left, right, (a, b) => a / b),
  '%': (left, right) => numeric(left, right, (a, b) => a % b),
  '=': (left, right) => equal(left, right),
  '!=': (left, right) => {
    if (left === undefined || right === undefined) return false;
    const same = equal(left, right);
    return same === unsure ? unsure : !same;
  },
  '<': (left, right) => compared(left, right, (a, b) => a < b),
  '<=': (left, right) => compared(left, right, (a, b) => a <= b),
  '>': (left, right) => compared(left, right, (a, b) => a > b),
  '>=': (left, right) => compared(left, right, (a, b) => a >= b),
  '&': (left, right) => {
    const before = textOf(left);
    if (before === unsure) return unsure;
    const after = textOf(right);
    if (after === unsure) return unsure;
    const joined = (before as string) + (after as string);
    return joined.length > limits.textLength ? unsure : joined;
  },
  in: (left, right) => {
    if (left === undefined || right === undefined) return false;
    return Array.isArray(right) ? right.includes(left) && !Number.isNaN(left) : left === right;
  },
};

function numeric(left: unknown, right: unknown, operate: (a: number, b: number) => number): unknown {
  if (typeof left === 'number' && typeof right === 'number') {
    const result = operate(left, right);
    return Number.isFinite(result) ? result : unsure;
  }
  if (left === undefined) return right === undefined || typeof right === 'number' ? undefined : unsure;
  return right === undefined && typeof left === 'number' ? undefined : unsure;
}

function equal(left: unknown, right: unknown): unknown {
  if (left === undefined || right === undefined) return false;
  if (left === right) return true;
  return typeof left === 'object' && typeof right === 'object' && left !== null && right !== null ? unsure : false;
}

function compared(left: unknown, right: unknown, holds: (a: string | number, b: string | number) => boolean): unknown {
  const leftType = typeof left;
  const rightType = typeof right;
  const comparable = leftType === 'number' || leftType === 'string' || left === undefined;
  if (!comparable || !(rightType === 'number' || rightType === 'string' || right === undefined)) return unsure;
  if (left === undefined || right === undefined) return undefined;
  return leftType === rightType ? holds(left as string | number, right as string | number) : unsure;
}

/** What a value is inside a text: nothing is empty, a number has 15 digits. */
export function textOf(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
      return value;
    case 'undefined':
      return '';
    case 'number':
      return textOfNumber(value);
    case 'boolean':
      return value ? 'true' : 'false';
    default:
      return value === null ? 'null' : unsure;
  }
}

export function negated(value: unknown): unknown {
  if (value === undefined) return undefined;
  return typeof value === 'number' ? -value : unsure;
}

/** `and` and `or` look at their right side only when they need it. */
export function decided(left: unknown, operator: 'and' | 'or'): boolean | undefined {
  if (truthy(left)) return operator === 'or' ? true : undefined;
  return operator === 'and' ? false : undefined;
}
