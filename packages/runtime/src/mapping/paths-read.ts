import { type AstNode, children } from './ast.ts';
import { parseExpression } from './full-evaluator.ts';
import { parseTemplate } from './template.ts';

/**
 * The fields a string of a mapping reads, as they are written: `payment.amount_received`. Nothing for what cannot be parsed.
 */
export function pathsRead(template: string): string[] {
  try {
    const found = parseTemplate(template).flatMap((part) =>
      'expression' in part ? pathsOf(parseExpression(part.expression)) : [],
    );
    return [...new Set(found)];
  } catch {
    return [];
  }
}

function pathsOf(root: AstNode): string[] {
  const found: string[] = [];
  const walk = (node: AstNode, atRoot: boolean): void => {
    if (node.type === 'name' && atRoot) found.push(nameText(node.value));
    if (node.type === 'path') {
      const steps = node.steps ?? [];
      const first = namesRoot(steps[0], atRoot) ? 1 : 0;
      const names = atRoot || first === 1 ? leadingNames(steps.slice(first)) : [];
      if (names.length > 0) {
        found.push(names.join('.'));
        const named = first + names.length;
        for (const [index, step] of steps.entries()) {
          if (index >= named) walk(step, false);
          else for (const child of children(step)) walk(child.node, false);
        }
        for (const child of children({ ...node, steps: [] })) walk(child.node, false);
        return;
      }
    }
    for (const child of children(node)) walk(child.node, atRoot && child.sameContext);
  };
  walk(root, true);
  return found;
}

/** `$$` anywhere, `$` at the root. */
function namesRoot(step: AstNode | undefined, atRoot: boolean): boolean {
  return step?.type === 'variable' && (step.value === '$' || (atRoot && step.value === ''));
}

function leadingNames(steps: readonly AstNode[]): string[] {
  const other = steps.findIndex(({ type }) => type !== 'name');
  return steps.slice(0, other === -1 ? steps.length : other).map(({ value }) => nameText(value));
}

function nameText(value: unknown): string {
  const name = String(value);
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : `\`${name}\``;
}
