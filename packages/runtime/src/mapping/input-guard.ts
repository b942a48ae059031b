import { Failure } from '@raccord/contract';

/** Keys by which JSONata's evaluator knows its own functions and tuples; in data they would be taken for those. */
const markers = new Set(['_jsonata_lambda', '_jsonata_function', 'tupleStream', 'outerWrapper']);
const clean = new WeakSet<object>();

/**
 * The context as JSONata may see it: only what the expression reads, copied when the expression could write to it. Throws
 * `mapping.forbiddenKey` when the data poses as the evaluator's own; each node's output is looked through once.
 */
export function guardInput(
  context: Record<string, unknown>,
  names: readonly string[] | undefined,
  copied: boolean,
): Record<string, unknown> {
  // A context is an object of nodes; JSONata's own test suite also asks about arrays, texts and nothing at all.
  if (typeof context !== 'object' || context === null || Array.isArray(context)) {
    if (typeof context === 'object' && context !== null) refuseMarkers(context);
    return copied ? (copyData(context) as Record<string, unknown>) : context;
  }
  const seen: Record<string, unknown> = {};
  for (const name of names ?? Object.keys(context)) {
    if (!Object.hasOwn(context, name)) continue;
    const value = context[name];
    if (typeof value === 'object' && value !== null && !clean.has(value)) {
      refuseMarkers(value);
      clean.add(value);
    }
    const mine = copied ? copyData(value) : value;
    if (name === '__proto__')
      Object.defineProperty(seen, name, { value: mine, enumerable: true, configurable: true, writable: true });
    else seen[name] = mine;
  }
  return seen;
}

function refuseMarkers(root: object): void {
  const waiting: object[] = [root];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (!Array.isArray(value)) {
      for (const key of Object.keys(value)) {
        if (markers.has(key)) throw new Failure('input', 'mapping.forbiddenKey', { key });
      }
    }
    for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) waiting.push(part);
  }
}

function copyData(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? structuredClone(value) : value;
}
