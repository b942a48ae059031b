import type {
  ActionDefinition,
  Connector,
  ConnectorRegistry,
  Effect,
  FlowDocument,
  NodeOf,
  Problem,
} from '@raccord/contract';
import { problemAt } from './problem-path.ts';
import { suggestion } from './schema-problems.ts';

type UsingNode = NodeOf<'trigger'> | NodeOf<'action'>;

/** A connector of the registry by its id; never an inherited property. */
export function connectorOf(registry: ConnectorRegistry, id: string): Connector | undefined {
  return Object.hasOwn(registry, id) ? registry[id] : undefined;
}

/** What `uses` names, or undefined. */
export function actionOf(registry: ConnectorRegistry, uses: string): ActionDefinition | undefined {
  const [connector = '', name = ''] = uses.split('/');
  return own(connectorOf(registry, connector)?.actions, name);
}

/** How the action of a step stays single, as it is set up there; undefined for an action that is not known. */
export function effectOf(registry: ConnectorRegistry, node: NodeOf<'action'>): Effect | undefined {
  const effect = actionOf(registry, node.uses)?.effect;
  return typeof effect === 'function' ? effect(node.with ?? {}) : effect;
}

/** The trigger definition that `uses` names, or undefined. */
export function triggerOf(registry: ConnectorRegistry, uses: string): Connector['triggers'][string] | undefined {
  const [connector = '', name = ''] = uses.split('/');
  return own(connectorOf(registry, connector)?.triggers, name);
}

/** Whether the connectors, actions, triggers, versions and connection slots that a flow names exist and fit together. */
export function checkUses(flow: FlowDocument, registry: ConnectorRegistry): Problem[] {
  const problems: Problem[] = [];
  for (const [slot, { connector }] of Object.entries(flow.connections ?? {})) {
    if (connectorOf(registry, connector) !== undefined) continue;
    const params = { connector, ...suggestion(connector, Object.keys(registry)) };
    problems.push(problemAt(flow, ['connections', slot, 'connector'], 'flow.unknownConnector', params));
  }
  for (const [index, node] of flow.nodes.entries()) {
    if (node.kind !== 'trigger' && node.kind !== 'action') continue;
    problems.push(...checkName(flow, registry, node, index), ...checkSlot(flow, registry, node, index));
  }
  return problems;
}

function checkName(flow: FlowDocument, registry: ConnectorRegistry, node: UsingNode, index: number): Problem[] {
  const [connectorId = '', name = ''] = node.uses.split('/');
  const at = (code: string, params: Record<string, unknown>, field = 'uses') => [
    problemAt(flow, ['nodes', index, field], code, { connector: connectorId, name, ...params }),
  ];
  const connector = connectorOf(registry, connectorId);
  if (connector === undefined) return at('flow.unknownConnector', suggestion(connectorId, Object.keys(registry)));
  const meant = node.kind === 'trigger' ? connector.triggers : connector.actions;
  const other = node.kind === 'trigger' ? connector.actions : connector.triggers;
  if (!Object.hasOwn(meant, name)) {
    if (Object.hasOwn(other, name)) return at(node.kind === 'trigger' ? 'flow.isAction' : 'flow.isTrigger', {});
    const near = suggestion(name, Object.keys(meant));
    const meantUses = near.suggestion === undefined ? {} : { suggestion: `${connectorId}/${near.suggestion}` };
    return at(node.kind === 'trigger' ? 'flow.unknownTrigger' : 'flow.unknownAction', meantUses);
  }
  const newest = node.kind === 'action' ? connector.actions[name]!.version : undefined;
  if (node.kind !== 'action' || node.version === undefined || newest === undefined || node.version <= newest) return [];
  return at('flow.unknownActionVersion', { version: node.version, newest }, 'version');
}

function checkSlot(flow: FlowDocument, registry: ConnectorRegistry, node: UsingNode, index: number): Problem[] {
  const [connectorId = ''] = node.uses.split('/');
  const connector = connectorOf(registry, connectorId);
  const slots = flow.connections ?? {};
  const at = (code: string, params: Record<string, unknown>) => [
    problemAt(flow, ['nodes', index, 'connection'], code, { connector: connectorId, ...params }),
  ];
  if (node.connection === undefined) {
    if (connector === undefined || !needsConnection(connector)) return [];
    const fitting = Object.keys(slots).find((slot) => slots[slot]?.connector === connectorId);
    return at('flow.noConnection', fitting === undefined ? {} : { suggestion: fitting });
  }
  const slot = own(slots, node.connection);
  if (slot === undefined) {
    return at('flow.unknownSlot', { slot: node.connection, ...suggestion(node.connection, Object.keys(slots)) });
  }
  if (slot.connector === connectorId) return [];
  return at('flow.slotOfOther', { slot: node.connection, other: slot.connector });
}

/** A generic connector (HTTP, …) whose credentials and settings are all optional works without an account. */
function needsConnection(connector: Connector): boolean {
  if (connector.auth.kind === 'none') return false;
  return (
    connector.endpoints !== undefined || hasRequired(connector.auth.credentials) || hasRequired(connector.settings)
  );
}

function hasRequired(schema: object | undefined): boolean {
  const required: unknown = schema === undefined ? undefined : Reflect.get(schema, 'required');
  return Array.isArray(required) && required.length > 0;
}

function own<T>(map: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return map !== undefined && Object.hasOwn(map, key) ? map[key] : undefined;
}
