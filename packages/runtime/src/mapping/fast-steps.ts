import type { AstNode } from './ast.ts';
import { field, lookup, normalized, tooLong } from './fast-lookup.ts';
import { type CompileFast, type Fast, type FastNames, type FastScope, hasOnly, overdue, unsure } from './fast-value.ts';
import { truthy } from './truthy.ts';

/** One step of a path. What a filter gives is a sequence whatever its length; other arrays are values. */
type Step = { run: Fast; filtered: boolean };

/** A path such as `order.items[paid].{"sku": code}`; `undefined` where a step asks for more than names, values and filters. */
export function compilePath(node: AstNode, names: FastNames, compile: CompileFast): Fast | undefined {
  if (!hasOnly(node, 'steps')) return undefined;
  const nodes = node.steps ?? [];
  const fields = nodes.map((step) => (step.type === 'name' && hasOnly(step) ? String(step.value) : undefined));
  if (fields.every((name) => name !== undefined)) return fieldsPath(fields);

  const steps: Step[] = [];
  for (const step of nodes) {
    const compiled = compileStep(step, names, compile);
    if (compiled === undefined) return undefined;
    steps.push(compiled);
  }
  const absolute = nodes[0]?.type === 'variable';
  return (context, scope) => {
    const sequence = Array.isArray(context) && !absolute ? context : [context];
    return follow(steps, 0, sequence, scope);
  };
}

function compileStep(node: AstNode, names: FastNames, compile: CompileFast): Step | undefined {
  if (node.type === 'name' && hasOnly(node, 'stages')) {
    const key = String(node.value);
    return withFilters({ run: (context) => lookup(context, key), filtered: false }, node.stages, names, compile);
  }
  // A step that is itself an array constructor keeps its array together, which its flag says; `hasOnly` turns that away.
  if (node.type === 'unary' && node.value === '[') return undefined;
  const { stages, ...bare } = node;
  const run = compile(bare, names);
  return run === undefined ? undefined : withFilters({ run, filtered: false }, stages, names, compile);
}

function withFilters(step: Step, stages: AstNode['stages'], names: FastNames, compile: CompileFast): Step | undefined {
  let current: Step = step;
  for (const stage of stages ?? []) {
    if (stage.type !== 'filter' || stage.expr === undefined) return undefined;
    const filter = compileFilter(stage.expr, names, compile);
    if (filter === undefined) return undefined;
    const { run } = current;
    current = {
      filtered: true,
      run: (context, scope) => {
        const value = run(context, scope);
        return value === unsure ? unsure : filter(value, scope);
      },
    };
  }
  return current;
}

/** A predicate: the items of a value for which it holds, or the one at a number. Gives an array, also of none. */
export function compileFilter(node: AstNode, names: FastNames, compile: CompileFast): Fast | undefined {
  if (node.type === 'number' && hasOnly(node)) {
    const wanted = Math.floor(node.value as number);
    return (value) => {
      const items = Array.isArray(value) ? value : [value];
      const item: unknown = items[wanted < 0 ? items.length + wanted : wanted];
      if (Array.isArray(item)) return unsure;
      return item === undefined ? [] : [item];
    };
  }
  const holds = compile(node, names);
  if (holds === undefined) return undefined;
  return (value, scope) => {
    const items: unknown[] = Array.isArray(value) ? value : [value];
    const kept: unknown[] = [];
    for (let index = 0; index < items.length; index += 1) {
      if (overdue(scope)) return unsure;
      const answer = holds(items[index], scope);
      if (answer === unsure || Array.isArray(answer)) return unsure;
      if (typeof answer === 'number') {
        const wanted = Math.floor(answer);
        if ((wanted < 0 ? items.length + wanted : wanted) === index) kept.push(items[index]);
      } else if (truthy(answer)) kept.push(items[index]);
    }
    return tooLong(kept) ? unsure : kept;
  };
}

/** A path of names only: field by field while it meets objects, step by step from the first array on. */
function fieldsPath(keys: readonly string[]): Fast {
  const steps = keys.map((key): Step => ({ run: (context) => lookup(context, key), filtered: false }));
  return (context, scope) => {
    if (Array.isArray(context)) return follow(steps, 0, context, scope);
    let value = context;
    for (let index = 0; index < keys.length; index += 1) {
      if (typeof value !== 'object' || value === null) return undefined;
      if (Array.isArray(value)) return follow(steps, index, value, scope);
      value = field(value as Record<string, unknown>, keys[index] as string);
    }
    return value;
  };
}

/** JSONata's way along a path: each step on each item, the results flattened by one level between steps. */
function follow(steps: readonly Step[], from: number, start: readonly unknown[], scope: FastScope): unknown {
  let sequence = start;
  for (let index = from; index < steps.length; index += 1) {
    const step = steps[index] as Step;
    const results: unknown[] = [];
    for (const item of sequence) {
      const value = step.run(item, scope);
      if (value === unsure || overdue(scope)) return unsure;
      if (value !== undefined) results.push(value);
    }
    // One array at the end of the path is that array, also when it is empty or has one item.
    if (index === steps.length - 1 && results.length === 1 && Array.isArray(results[0]) && !step.filtered)
      return results[0];
    const flat: unknown[] = [];
    for (const value of results) {
      if (Array.isArray(value)) for (const one of value) flat.push(one);
      else flat.push(value);
    }
    if (tooLong(flat) || tooLong(results)) return unsure;
    if (flat.length === 0) return undefined;
    sequence = flat;
  }
  return normalized(sequence as unknown[]);
}
