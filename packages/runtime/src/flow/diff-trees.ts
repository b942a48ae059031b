import { isRecord } from './problem-path.ts';

/** A place where two trees differ; `before` or `after` is absent where there is nothing. `reordered`: the same fields, in another order. */
export type TreeChange = { steps: (string | number)[]; before?: unknown; after?: unknown; reordered?: true };

/**
 * The places where two JSON trees differ, as deep as they can be named: a field that came is one change however much is in it. Items of
 * lists are compared by their place.
 */
export function diffTrees(before: unknown, after: unknown, steps: (string | number)[] = []): TreeChange[] {
  if (Array.isArray(before) && Array.isArray(after)) {
    const length = Math.max(before.length, after.length);
    return Array.from({ length }, (_, index) => index).flatMap((index) => {
      if (index >= after.length) return [{ steps: [...steps, index], before: before[index] }];
      if (index >= before.length) return [{ steps: [...steps, index], after: after[index] }];
      return diffTrees(before[index], after[index], [...steps, index]);
    });
  }
  if (isRecord(before) && isRecord(after)) return diffRecords(before, after, steps);
  return Object.is(before, after) || (before === 0 && after === 0) ? [] : [{ steps, before, after }];
}

function diffRecords(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
  steps: (string | number)[],
): TreeChange[] {
  const names = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  const found = names.flatMap((name): TreeChange[] => {
    const at = [...steps, name];
    const [was, is] = [Object.hasOwn(before, name), Object.hasOwn(after, name)];
    if (!was) return [{ steps: at, after: after[name] }];
    if (!is) return [{ steps: at, before: before[name] }];
    return diffTrees(before[name], after[name], at);
  });
  // Of the step itself the order is ours, not the author's.
  if (steps.length === 0) return found;
  const common = Object.keys(before).filter((name) => Object.hasOwn(after, name));
  const now = Object.keys(after).filter((name) => Object.hasOwn(before, name));
  return common.join('\n') === now.join('\n') ? found : [...found, { steps, reordered: true }];
}
