import type { ConnectorRegistry, FlowDocument, Problem } from '@raccord/contract';
import type { Bindings } from './check-bindings.ts';
import { actionOf } from './check-uses.ts';
import { problemAt } from './problem-path.ts';

/** A flow that runs in the environment, with its bindings there. */
export type DeployedFlow = { flow: FlowDocument; bindings: Bindings };
type Write = { index: number; target: string; object: string; field: string };

/**
 * Warns where this flow writes a field that another deployed flow writes too, on the same object of the same connection: the two
 * would overwrite each other without end. An older deployed version of the same flow does not count.
 */
export function checkWrites(
  { flow, bindings }: DeployedFlow,
  deployed: readonly DeployedFlow[],
  registry: ConnectorRegistry,
): Problem[] {
  const mine = writesOf(flow, bindings, registry);
  if (mine.length === 0) return [];
  return deployed.flatMap((other) => {
    if (other.flow.id === flow.id) return [];
    const theirs = new Set(writesOf(other.flow, other.bindings, registry).map(({ target }) => target));
    return mine
      .filter(({ target }) => theirs.has(target))
      .map(({ index, object, field }) =>
        problemAt(flow, ['nodes', index], 'flow.sameField', { object, field, other: other.flow.name }, 'warning'),
      );
  });
}

function writesOf(flow: FlowDocument, bindings: Bindings, registry: ConnectorRegistry): Write[] {
  return flow.nodes.flatMap((node, index): Write[] => {
    if (node.kind !== 'action' || node.connection === undefined) return [];
    const connection = Object.hasOwn(bindings, node.connection) ? bindings[node.connection] : undefined;
    const writes = actionOf(registry, node.uses)?.writes;
    if (connection === undefined || writes?.field === undefined) return [];
    return fieldsOf(writes.field, node.with ?? {}).map((field) => {
      const target = JSON.stringify([connection.id, writes.object, field]);
      return { index, target, object: writes.object, field };
    });
  });
}

/** A mapping may hold an expression where the connector expects a value; then which fields it writes is not known. */
function fieldsOf(
  field: (configured: Record<string, unknown>) => string[],
  configured: Record<string, unknown>,
): string[] {
  try {
    return [...new Set(field(configured))];
  } catch {
    return [];
  }
}
