import type { FlowDocument, FlowNode } from '@raccord/contract';

/**
 * Finds the steps that only go by another id: one that is gone and one that is new are the same if nothing else of them differs, or if
 * they are of one kind and stand at the same place of the drawing. @returns new ids by old ones
 */
export function pairRenamed(before: FlowDocument, after: FlowDocument): ReadonlyMap<string, string> {
  const [was, is] = [new Set(before.nodes.map(({ id }) => id)), new Set(after.nodes.map(({ id }) => id))];
  const gone = before.nodes.filter(({ id }) => !is.has(id));
  const come = after.nodes.filter(({ id }) => !was.has(id));
  const pairs = new Map<string, string>();
  pair(gone, come, pairs, contentText, contentText);
  pair(gone, come, pairs, spotText(before), spotText(after));
  return pairs;
}

/** Pairs those that have the same text, and only where there is no doubt: one on each side. */
function pair(
  gone: readonly FlowNode[],
  come: readonly FlowNode[],
  pairs: Map<string, string>,
  textBefore: (node: FlowNode) => string | undefined,
  textAfter: (node: FlowNode) => string | undefined,
): void {
  const taken = new Set(pairs.values());
  const left = byText(
    gone.filter(({ id }) => !pairs.has(id)),
    textBefore,
  );
  const right = byText(
    come.filter(({ id }) => !taken.has(id)),
    textAfter,
  );
  for (const [text, [first, ...others]] of left) {
    const [match, ...more] = right.get(text) ?? [];
    if (first !== undefined && match !== undefined && others.length === 0 && more.length === 0)
      pairs.set(first.id, match.id);
  }
}

function byText(nodes: readonly FlowNode[], textOf: (node: FlowNode) => string | undefined): Map<string, FlowNode[]> {
  const found = new Map<string, FlowNode[]>();
  for (const node of nodes) {
    const text = textOf(node);
    if (text !== undefined) found.set(text, [...(found.get(text) ?? []), node]);
  }
  return found;
}

function contentText(node: FlowNode): string {
  return JSON.stringify(Object.entries({ ...node, id: '' }).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const spotText =
  ({ layout }: FlowDocument) =>
  (node: FlowNode): string | undefined => {
    const spot = layout !== undefined && Object.hasOwn(layout, node.id) ? layout[node.id] : undefined;
    return spot && `${node.kind} ${'uses' in node ? node.uses : ''} ${spot.x} ${spot.y}`;
  };
