import type { ConnectorRegistry, FlowDocument, Problem } from '@raccord/contract';
import { problemAt } from '@raccord/runtime/flow/problem-path';
import { missingScopes, scopesBySlot } from '../connections/scopes.ts';
import type { Binding } from '../stores/bindings.ts';

/**
 * Nodes that need more than the account behind their slot has granted. Warnings: only the vendor knows for certain which of its rights
 * contain which, and a reconnect is enough to make the flow work.
 */
export function checkScopes(
  flow: FlowDocument,
  registry: ConnectorRegistry,
  bindings: Readonly<Record<string, Binding>>,
): Problem[] {
  return scopesBySlot(flow, registry).flatMap(({ index, slot, scopes }) => {
    const bound = Object.hasOwn(bindings, slot) ? bindings[slot] : undefined;
    if (bound === undefined) return [];
    const missing = missingScopes(registry[bound.connector]?.auth.oauth2, bound.grantedScopes, scopes);
    if (missing.length === 0) return [];
    const params = { slot, scopes: missing.join(', '), connection: bound.name };
    return [problemAt(flow, ['nodes', index, 'connection'], 'flow.scopeMissing', params, 'warning')];
  });
}
