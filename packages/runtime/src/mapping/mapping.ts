import { Failure, toFailure } from '@raccord/contract';
import type { CompiledExpression, RunClock } from './expression.ts';
import { forbiddenKeys, limits } from './limits.ts';
import { bounded } from './plain.ts';
import { compileTemplate } from './template.ts';

export type MappingPlace = {
  /** Where in the tree, e.g. `line_items[0].rate`; empty for the root. */
  path: string;
  expressions: CompiledExpression[];
};

export type CompiledMapping = {
  /**
   * The tree with every template evaluated, as plain JSON data of its own. A field whose template gives `undefined` is left
   * out, an item becomes `null`. A promise only where an expression needs one. Throws or rejects with `Failure`, `at` saying where.
   */
  evaluate(context: Record<string, unknown>, run?: RunClock): unknown;
  reads: string[];
  readsAll: boolean;
  /** The strings that hold expressions, in the order of the tree. */
  places: MappingPlace[];
};

type Evaluate = CompiledMapping['evaluate'];

/**
 * Compiles a tree of literals in which any string may be a template. Throws `Failure` of kind `config` (see `compileExpression`),
 * with `at` naming the place; `mapping.forbiddenKey` for keys that reach prototypes and `mapping.tooDeep` beyond 64 levels.
 */
export function compileMapping(tree: unknown): CompiledMapping {
  const places: MappingPlace[] = [];
  const unbounded = compileNode(tree, '', 0, places);
  const evaluate: Evaluate = (context, run) => {
    const value = unbounded(context, run);
    return value instanceof Promise ? value.then(bounded) : bounded(value);
  };
  const expressions = places.flatMap((place) => place.expressions);
  return {
    evaluate,
    reads: [...new Set(expressions.flatMap((expression) => expression.reads))],
    readsAll: expressions.some((expression) => expression.readsAll),
    places,
  };
}

function compileNode(tree: unknown, path: string, depth: number, places: MappingPlace[]): Evaluate {
  if (depth > limits.resultDepth) {
    throw new Failure('config', 'mapping.tooDeep', { limit: limits.resultDepth }, { at: path });
  }
  if (typeof tree === 'string') return compileLeaf(tree, path, places);
  if (Array.isArray(tree)) {
    return list(tree.map((item, index) => compileNode(item, `${path}[${index}]`, depth + 1, places)));
  }
  if (typeof tree !== 'object' || tree === null) return constant(tree);
  const fields = Object.entries(tree).map(([key, value]): [string, Evaluate] => {
    const at = path === '' ? key : `${path}.${key}`;
    if (forbiddenKeys.has(key)) throw new Failure('config', 'mapping.forbiddenKey', { key }, { at });
    return [key, compileNode(value, at, depth + 1, places)];
  });
  return record(fields);
}

function constant(value: unknown): Evaluate {
  return () => value;
}

function compileLeaf(text: string, path: string, places: MappingPlace[]): Evaluate {
  const placed = <T>(act: () => T): T => {
    try {
      return act();
    } catch (thrown) {
      throw placedFailure(thrown, path);
    }
  };
  const template = placed(() => compileTemplate(text));
  if (template.literal) return constant(template.evaluate({}));
  places.push({ path, expressions: template.expressions });
  return (context, run) => {
    try {
      const value = template.evaluate(context, run);
      if (!(value instanceof Promise)) return value;
      return value.catch((thrown: unknown) => {
        throw placedFailure(thrown, path);
      });
    } catch (thrown) {
      throw placedFailure(thrown, path);
    }
  };
}

function placedFailure(thrown: unknown, path: string): Failure {
  const failure = toFailure(thrown);
  return path === '' ? failure : failure.within(path);
}

function list(items: readonly Evaluate[]): Evaluate {
  return (context, run) => {
    const values: unknown[] = [];
    let pending = false;
    try {
      for (const evaluate of items) {
        const value = evaluate(context, run);
        if (value instanceof Promise) pending = true;
        values.push(value === undefined ? null : value);
      }
    } catch (thrown) {
      throw abandon(values, thrown);
    }
    if (!pending) return values;
    return Promise.all(values).then((settled) => settled.map((value) => (value === undefined ? null : value)));
  };
}

function record(fields: readonly [string, Evaluate][]): Evaluate {
  return (context, run) => {
    const result: Record<string, unknown> = {};
    let pending = false;
    try {
      for (const [key, evaluate] of fields) {
        const value = evaluate(context, run);
        if (value === undefined) continue;
        if (value instanceof Promise) pending = true;
        result[key] = value;
      }
    } catch (thrown) {
      throw abandon(Object.values(result), thrown);
    }
    return pending ? settle(result) : result;
  };
}

async function settle(fields: Record<string, unknown>): Promise<Record<string, unknown>> {
  const keys = Object.keys(fields);
  const values = await Promise.all(Object.values(fields));
  const result: Record<string, unknown> = {};
  for (const [index, key] of keys.entries()) {
    if (values[index] !== undefined) result[key] = values[index];
  }
  return result;
}

/** Nobody will wait for what was under way when another field failed; its own failure must not end the process. */
function abandon(values: readonly unknown[], thrown: unknown): unknown {
  for (const value of values) if (value instanceof Promise) value.catch(() => undefined);
  return thrown;
}
