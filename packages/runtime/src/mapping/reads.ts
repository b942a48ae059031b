import { type AstNode, children } from './ast.ts';

/** Built-ins that take the context for a missing first argument, with the number of arguments that says it is not missing. */
const takesContext: Record<string, number> = {
  string: 1,
  substring: 2,
  substringBefore: 2,
  substringAfter: 2,
  lowercase: 1,
  uppercase: 1,
  length: 1,
  trim: 1,
  pad: 2,
  match: 2,
  contains: 2,
  replace: 3,
  split: 2,
  formatNumber: 2,
  formatBase: 2,
  formatInteger: 2,
  parseInteger: 2,
  number: 1,
  floor: 1,
  ceil: 1,
  round: 2,
  abs: 1,
  sqrt: 1,
  power: 2,
  boolean: 1,
  not: 1,
  sift: 2,
  keys: 1,
  lookup: 2,
  spread: 1,
  each: 2,
  base64encode: 1,
  base64decode: 1,
  encodeUrlComponent: 1,
  encodeUrl: 1,
  decodeUrlComponent: 1,
  decodeUrl: 1,
  toMillis: 2,
  fromMillis: 3,
  clone: 1,
};

/**
 * Which names of the root an expression reads: upstream nodes, `env`, `run`. `all` is set when it may read any of them: it uses
 * the root itself (`$$`, `*`, `**`, a function that takes the context) or climbs towards it (`%`).
 */
export function readsOf(root: AstNode): { names: string[]; all: boolean } {
  const names = new Set<string>();
  let all = false;

  const walk = (node: AstNode, atRoot: boolean): void => {
    switch (node.type) {
      case 'name':
        if (atRoot) names.add(String(node.value));
        break;
      case 'wildcard':
      case 'descendant':
        if (atRoot) all = true;
        break;
      case 'parent':
        all = true;
        break;
      case 'variable':
        if (node.value === '$' || (atRoot && node.value === '')) all = true;
        break;
      case 'function':
        if (atRoot && mayTakeContext(node)) all = true;
        break;
      case 'lambda':
        if (atRoot && 'signature' in node && node.signature !== undefined) all = true;
        break;
    }
    if (node.type === 'path' && namesRootField(node, atRoot)) {
      const [first, second] = node.steps as [AstNode, AstNode];
      names.add(String(second.value));
      for (const step of node.steps ?? []) {
        if (step === first) continue;
        for (const child of children(step)) walk(child.node, false);
      }
      for (const child of children({ ...node, steps: [] })) walk(child.node, false);
      return;
    }
    for (const child of children(node)) walk(child.node, atRoot && child.sameContext);
  };
  walk(root, true);
  return { names: [...names], all };
}

/** `$$.order` anywhere and `$.order` at the root read one name, not everything. */
function namesRootField(node: AstNode, atRoot: boolean): boolean {
  const [first, second] = node.steps ?? [];
  if (first?.type !== 'variable' || second?.type !== 'name') return false;
  if (first.predicate !== undefined || first.stages !== undefined || first.focus !== undefined) return false;
  if (second.focus !== undefined) return false;
  return first.value === '$' || (atRoot && first.value === '');
}

function mayTakeContext(call: AstNode): boolean {
  const name = call.procedure?.type === 'variable' ? String(call.procedure.value) : '';
  const enough = Object.hasOwn(takesContext, name) ? takesContext[name] : undefined;
  return enough !== undefined && (call.arguments?.length ?? 0) < enough;
}
