import type { FlowDocument, FlowNode } from '@raccord/contract';
import { readGraph } from '@raccord/runtime/flow/graph';
import { exampleOf } from '@raccord/runtime/testing/example-output';
import type { Apps } from '../nodes/apps.ts';

const NO_RUN = '00000000-0000-7000-8000-000000000000';

/**
 * What an expression of this node would read, made up from the schemas of the steps before it: for as long as nothing real is known.
 * Expressions are not evaluated here: they may be anything, and this runs where the screen is drawn.
 */
export function exampleContext(document: FlowDocument, id: string, apps: Apps): Record<string, unknown> {
  const { byId, visible } = readGraph(document);
  const before = [...(visible.get(id) ?? [])];
  const given = before.flatMap((one): [string, unknown][] => {
    const value = exampleGiven(byId.get(one)!.node, document, apps);
    return value === undefined ? [] : [[one, value]];
  });
  const run = { id: NO_RUN, flow: document.id, environment: '', startedAt: new Date(0).toISOString() };
  return { ...Object.fromEntries(given), env: {}, run };
}

/** What the trigger might bring. */
export function exampleRecord(document: FlowDocument, apps: Apps): unknown {
  const trigger = document.nodes.find(({ kind }) => kind === 'trigger');
  return trigger === undefined ? {} : (exampleGiven(trigger, document, apps) ?? {});
}

/** Undefined for steps that give nothing. */
function exampleGiven(node: FlowNode, { tables = {} }: FlowDocument, apps: Apps): unknown {
  switch (node.kind) {
    case 'trigger': {
      const found = apps.find(node.uses);
      return found?.kind === 'trigger' ? found.of.sample : {};
    }
    case 'action':
      return exampleOf(apps.find(node.uses)?.of.output ?? {});
    case 'map':
      return Object.fromEntries(Object.entries(node.with).map(([name, value]) => [name, literal(value)]));
    case 'lookup':
      return Object.values(tables[node.table]?.rows ?? {})[0] ?? node.otherwise ?? null;
    case 'split':
    case 'subflow':
      return null;
    case 'aggregate':
      return { items: [], count: 0 };
    case 'approval': {
      const shown = Object.entries(node.with ?? {}).map(([name, value]) => [name, literal(value)]);
      const data = Object.fromEntries(shown);
      return { decision: 'approved', data, edited: false, how: 'person', by: null, comment: null };
    }
    case 'filter':
    case 'branch':
    case 'wait':
    case 'respond':
      return undefined;
  }
}

const literal = (value: unknown) => (typeof value === 'string' && value.includes('{{') ? null : value);
