/**
 * JSONata's syntax tree after its post-parse stage. Its published type is older than the parser and lacks most fields, so this
 * is the part of the real shape (2.2.2) that we rely on. Nodes inherit from the parser's symbols: only own keys say anything.
 */
export type AstNode = {
  type: string;
  value?: unknown;
  position?: number;
  steps?: AstNode[];
  lhs?: AstNode | [AstNode, AstNode][];
  rhs?: AstNode;
  expression?: AstNode;
  expressions?: AstNode[];
  arguments?: AstNode[];
  procedure?: AstNode;
  body?: AstNode;
  condition?: AstNode;
  then?: AstNode;
  else?: AstNode;
  pattern?: AstNode;
  update?: AstNode;
  delete?: AstNode;
  predicate?: { expr: AstNode }[];
  stages?: { type: string; expr?: AstNode; value?: string }[];
  group?: { lhs: [AstNode, AstNode][] };
  terms?: { descending: boolean; expression: AstNode }[];
  focus?: string;
  keepArray?: boolean;
  keepSingletonArray?: boolean;
};

/** Every node below this one, with whether it is evaluated with the same context as this one. */
export function children(node: AstNode): { node: AstNode; sameContext: boolean }[] {
  const found: { node: AstNode; sameContext: boolean }[] = [];
  const add = (child: AstNode | undefined, sameContext: boolean) => {
    if (child !== undefined) found.push({ node: child, sameContext });
  };
  // A step that binds its items to a variable (`a@$x.b`) leaves the context where it was.
  let unmoved = true;
  for (const step of node.steps ?? []) {
    add(step, unmoved);
    if (step.focus === undefined && step.type !== 'sort') unmoved = false;
  }
  if (Array.isArray(node.lhs)) {
    for (const [key, value] of node.lhs) {
      add(key, true);
      add(value, true);
    }
  } else if (node.type !== 'bind') {
    add(node.lhs, true);
  }
  add(node.rhs, true);
  add(node.expression, true);
  for (const child of node.expressions ?? []) add(child, true);
  for (const child of node.arguments ?? []) add(child, true);
  add(node.procedure, true);
  add(node.body, true);
  add(node.condition, true);
  add(node.then, true);
  add(node.else, true);
  add(node.pattern, false);
  add(node.update, false);
  add(node.delete, false);
  for (const filter of node.predicate ?? []) add(filter.expr, false);
  for (const stage of node.stages ?? []) add(stage.expr, false);
  for (const [key, value] of node.group?.lhs ?? []) {
    add(key, false);
    add(value, false);
  }
  for (const term of node.terms ?? []) add(term.expression, false);
  return found;
}

/** Depth of the tree. A chain such as `a & b & c` leans to the left and counts one level per operator. */
export function depthOf(root: AstNode, limit: number): number {
  let level: AstNode[] = [root];
  let depth = 0;
  while (level.length > 0 && depth <= limit) {
    depth += 1;
    level = level.flatMap((node) => children(node).map((child) => child.node));
  }
  return depth;
}

/** Visits the whole tree; the caller has bounded its depth. */
export function visit(root: AstNode, look: (node: AstNode) => void): void {
  look(root);
  for (const child of children(root)) visit(child.node, look);
}
