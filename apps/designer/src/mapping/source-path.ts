import { asName } from '../store/rename-reads.ts';

/** How an expression reads what stands under these names, one inside the other. Lists need no step: JSONata reads all their entries. */
export function pathText(steps: readonly string[]): string {
  return steps.reduce((path, name) => {
    // A back-tick cannot be written inside back-ticks, and nothing between them is no name.
    if (name === '' || name.includes('`')) return `$lookup(${path === '' ? '$$' : path}, ${JSON.stringify(name)})`;
    return path === '' ? asName(name) : `${path}.${asName(name)}`;
  }, '');
}

const STEP = /\s*(?:`([^`]+)`|([A-Za-z_\u00c0-\uffff][\w\u00c0-\uffff]*))\s*(\.|$)/y;
const operators = new Set(['and', 'or', 'in', 'true', 'false', 'null', 'function']);

/** The names of an expression that is a path and nothing else; undefined for any other. */
export function stepsOfPath(expression: string): string[] | undefined {
  const steps: string[] = [];
  STEP.lastIndex = 0;
  for (;;) {
    const match = STEP.exec(expression);
    if (match === null || (match[1] === undefined && operators.has(match[2] ?? ''))) return undefined;
    steps.push(match[1] ?? match[2]!);
    if (match[3] === '') return steps;
  }
}

/** The expression of a text that is one expression and nothing else. */
export function onlyExpression(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const inside = /^\s*\{\{([\s\S]*)\}\}\s*$/.exec(value)?.[1];
  return inside === undefined || inside.includes('{{') || inside.includes('}}') ? undefined : inside.trim();
}

export const asTemplate = (expression: string) => `{{${expression}}}`;
