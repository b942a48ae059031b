import type { FlowNode } from '@raccord/contract';
import { isRecord } from './problem-path.ts';

/** A string of a node that may hold `{{ JSONata }}`. */
export type ExpressionPlace = {
  text: string;
  /** From the node: `['with', 'line_items', 0, 'rate']`. */
  steps: (string | number)[];
  /** It must be one expression and nothing else: a condition or a list made of text would always or never hold. */
  bare: boolean;
  /** It is evaluated with the node's own output: the key of a split's item. */
  ownOutput: boolean;
};

/** Every string of a node that the engine evaluates; a trigger has none, its `with` holds literals only. */
export function expressionPlaces(node: FlowNode): ExpressionPlace[] {
  switch (node.kind) {
    case 'trigger':
      return [];
    case 'action':
    case 'map':
    case 'subflow':
      return stringsIn(node.with, ['with']);
    case 'filter':
      return stringsIn(node.when, ['when'], { bare: true });
    case 'branch':
      return node.cases.flatMap(({ when }, index) => stringsIn(when, ['cases', index, 'when'], { bare: true }));
    case 'split':
      return [
        ...stringsIn(node.items, ['items'], { bare: true }),
        ...stringsIn(node.key, ['key'], { ownOutput: true }),
      ];
    case 'aggregate':
      return stringsIn(node.collect, ['collect']);
    case 'lookup':
      return [...stringsIn(node.key, ['key']), ...stringsIn(node.otherwise, ['otherwise'])];
    case 'wait':
      return stringsIn(node.until, ['until']);
    case 'approval':
      return [
        ...stringsIn(node.question, ['question']),
        ...stringsIn(node.with, ['with']),
        ...(node.fields ?? []).flatMap(({ choices }, index) => stringsIn(choices, ['fields', index, 'choices'])),
        ...stringsIn(node.remember, ['remember']),
      ];
    case 'respond':
      return [...stringsIn(node.headers, ['headers']), ...stringsIn(node.body, ['body'])];
  }
}

/** The strings in a tree of literals, with the way to each. */
export function stringsIn(
  tree: unknown,
  steps: (string | number)[] = [],
  marks: { bare?: boolean; ownOutput?: boolean } = {},
): ExpressionPlace[] {
  if (typeof tree === 'string') {
    return [{ text: tree, steps, bare: marks.bare ?? false, ownOutput: marks.ownOutput ?? false }];
  }
  if (Array.isArray(tree)) return tree.flatMap((item, index) => stringsIn(item, [...steps, index], marks));
  if (!isRecord(tree)) return [];
  return Object.entries(tree).flatMap(([key, value]) => stringsIn(value, [...steps, key], marks));
}
