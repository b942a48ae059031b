import type { Connector, ConnectorRegistry, FlowDocument, OAuth2Definition } from '@raccord/contract';
import { actionOf, triggerOf } from '@raccord/runtime/flow/check-uses';

/** Scopes of each node of a flow that works through a slot. */
export function scopesBySlot(
  flow: FlowDocument,
  registry: ConnectorRegistry,
): { index: number; slot: string; scopes: readonly string[] }[] {
  return flow.nodes.flatMap((node, index) => {
    if ((node.kind !== 'action' && node.kind !== 'trigger') || node.connection === undefined) return [];
    const used = node.kind === 'action' ? actionOf(registry, node.uses) : triggerOf(registry, node.uses);
    return used?.scopes === undefined ? [] : [{ index, slot: node.connection, scopes: used.scopes }];
  });
}

/** What of `needed` was not granted; nothing when the vendor does not say what was. */
export function missingScopes(
  oauth: Pick<OAuth2Definition, 'covers'> | undefined,
  granted: readonly string[] | null,
  needed: readonly string[],
): string[] {
  if (granted === null || oauth === undefined) return [];
  const covers = oauth.covers ?? ((list: readonly string[], scope: string) => list.includes(scope));
  return needed.filter((scope) => !covers(granted, scope));
}

/** What is asked for on the consent page: what the connector always needs, and what the flows do. */
export function scopesToAsk(connector: Connector, needed: readonly string[]): string[] {
  return [...new Set([...(connector.auth.oauth2?.scopes ?? []), ...needed])];
}

/** What a flow needs of each account it works through, by connection id: tokens that are signed anew each time are signed for these. */
export function wantedScopes(
  flow: FlowDocument,
  registry: ConnectorRegistry,
  bindings: Readonly<Record<string, { id: string }>>,
): Map<string, string[]> {
  const wanted = new Map<string, string[]>();
  for (const { slot, scopes } of scopesBySlot(flow, registry)) {
    const id = Object.hasOwn(bindings, slot) ? bindings[slot]?.id : undefined;
    if (id !== undefined) wanted.set(id, [...(wanted.get(id) ?? []), ...scopes]);
  }
  return wanted;
}
