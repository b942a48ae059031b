import type { Problem } from '@raccord/contract';

/** Where something is in a document: keys and list positions from its root. */
export type Steps = readonly (string | number)[];

/**
 * The path people and the designer read: `nodes.invoice.with.line_items[0].rate`. A node stands under its id, or under its position
 * (`nodes[3]`) when it has none or another node before it has the same.
 */
export function pathOf(document: unknown, steps: Steps): { path: string; node?: string } {
  const node = nodeIdAt(document, steps);
  if (node === undefined) return { path: pathText(steps) };
  return { path: pathText(['nodes', node, ...steps.slice(2)]), node };
}

/** Steps as a path: `with.line_items[0].rate`; a key that is no plain name stands in brackets. */
export function pathText(steps: Steps): string {
  let path = '';
  for (const step of steps) {
    if (typeof step === 'number') path += `[${step}]`;
    else if (/^[\w$-]{1,100}$/.test(step)) path += path === '' ? step : `.${step}`;
    else path += `[${JSON.stringify(step.slice(0, 100))}]`;
  }
  return path;
}

/** A problem at a place of a document. */
export function problemAt(
  document: unknown,
  steps: Steps,
  code: string,
  params: Record<string, unknown> = {},
  severity: Problem['severity'] = 'error',
): Problem {
  return { code, ...pathOf(document, steps), params, severity };
}

/** Reads a JSON pointer of Ajv as steps; what indexes a list becomes a number. */
export function stepsOfPointer(document: unknown, pointer: string): (string | number)[] {
  let value = document;
  return pointer
    .split('/')
    .slice(1)
    .map((part) => {
      const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
      const step = Array.isArray(value) ? Number(key) : key;
      value = isRecord(value) || Array.isArray(value) ? Reflect.get(value, step) : undefined;
      return step;
    });
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function nodeIdAt(document: unknown, [list, index]: Steps): string | undefined {
  if (list !== 'nodes' || typeof index !== 'number' || !isRecord(document) || !Array.isArray(document.nodes)) {
    return undefined;
  }
  const nodes: unknown[] = document.nodes;
  const id = idOf(nodes[index]);
  return id === undefined || nodes.findIndex((other) => idOf(other) === id) !== index ? undefined : id;
}

function idOf(node: unknown): string | undefined {
  return isRecord(node) && typeof node.id === 'string' && /^[\w-]{1,64}$/.test(node.id) ? node.id : undefined;
}
