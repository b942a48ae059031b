import { Failure } from '@raccord/contract';
import { forbiddenKeys, limits } from './limits.ts';

/**
 * Copies what JSONata returned into plain JSON data: arrays without JSONata's extra properties, ordinary objects, no
 * functions, no dates. `undefined` in an array becomes `null`, in an object it is left out. Scalars come back as they are.
 *
 * Throws `Failure`: `mapping.notData` for functions and numbers JSON has no form for, `mapping.forbiddenKey`, and
 * `mapping.tooLarge` beyond 64 levels or an estimated 1 MiB. Nothing of the result is shared with the input.
 */
export function plainValue(value: unknown): unknown {
  if (value === null || value === undefined || typeof value === 'boolean') return value;
  if (typeof value === 'number') return finite(value);
  const size = { left: limits.resultBytes };
  return copy(value, 0, size);
}

function copy(value: unknown, depth: number, size: { left: number }): unknown {
  size.left -= 8;
  switch (typeof value) {
    case 'string':
      size.left -= value.length;
      break;
    case 'number':
      finite(value);
      break;
    case 'object':
      if (value === null) return null;
      return copyContainer(value, depth + 1, size);
    case 'boolean':
    case 'undefined':
      break;
    default:
      throw new Failure('input', 'mapping.notData', { what: typeof value });
  }
  if (size.left < 0) throw tooLarge();
  return value;
}

function copyContainer(value: object, depth: number, size: { left: number }): unknown {
  if (depth > limits.resultDepth) {
    throw new Failure('tooLarge', 'mapping.tooDeep', { limit: limits.resultDepth });
  }
  if (size.left < 0) throw tooLarge();
  if (Array.isArray(value)) {
    const length = value.length;
    if (length * 2 > size.left) throw tooLarge();
    const items = new Array<unknown>(length);
    for (let index = 0; index < length; index += 1) items[index] = copy(value[index], depth, size) ?? null;
    return items;
  }
  if (isFunctionValue(value)) throw new Failure('input', 'mapping.notData', { what: 'function' });
  if (value instanceof Date) return value.toJSON();
  const fields: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    if (forbiddenKeys.has(key)) throw new Failure('input', 'mapping.forbiddenKey', { key });
    const field = copy((value as Record<string, unknown>)[key], depth, size);
    size.left -= key.length;
    if (field !== undefined) fields[key] = field;
  }
  return fields;
}

/** The same data, unless its estimated size as JSON is more than 1 MiB: then it throws `mapping.tooLarge`. */
export function bounded(data: unknown): unknown {
  if (sizeOf(data) > limits.resultBytes) throw tooLarge();
  return data;
}

function sizeOf(data: unknown): number {
  if (typeof data === 'string') return data.length + 2;
  if (typeof data !== 'object' || data === null) return 8;
  let size = 8;
  if (Array.isArray(data)) for (const item of data) size += sizeOf(item);
  else for (const key of Object.keys(data)) size += key.length + 3 + sizeOf((data as Record<string, unknown>)[key]);
  return size;
}

function finite(value: number): number {
  if (!Number.isFinite(value)) throw new Failure('input', 'mapping.notData', { what: String(value) });
  return value;
}

/** What JSONata takes for a function: its built-ins, its lambdas and JavaScript functions. */
export function isFunctionValue(value: unknown): boolean {
  if (typeof value === 'function') return true;
  if (typeof value !== 'object' || value === null) return false;
  const marked = value as { _jsonata_function?: unknown; _jsonata_lambda?: unknown };
  return marked._jsonata_function === true || marked._jsonata_lambda === true;
}

function tooLarge(): Failure {
  return new Failure('tooLarge', 'mapping.tooLarge', { limit: limits.resultBytes });
}
