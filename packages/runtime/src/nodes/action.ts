import { type ActionDefinition, Failure, type NodeOf } from '@raccord/contract';
import { type Call, performAction } from '../engine/perform-action.ts';
import { retryPolicy } from '../engine/retry-delay.ts';
import type { PlanNode } from '../flow/plan-flow.ts';
import { inputCheck } from '../mapping/input-check.ts';
import { compileMapping } from '../mapping/mapping.ts';
import type { CompileContext, NodeHandler } from './node-handlers.ts';

/** Calls an action of a connector: evaluate the mapping, check it against the action's schema, call, record. */
export const actionNode: NodeHandler<'action'> = (at, node, context) => {
  const call = compileCall(at, node, context);
  return (step, arriving) => performAction(step, call, arriving);
};

/** @throws Failure `config` / `engine.unknownAction` */
export function compileCall(at: PlanNode, node: NodeOf<'action'>, { inPlace, registry }: CompileContext): Call {
  const [connectorId = '', actionId = ''] = node.uses.split('/');
  const connector = registry[connectorId];
  const action = connector?.actions[actionId];
  if (connector === undefined || action === undefined)
    throw new Failure(
      'config',
      'engine.unknownAction',
      { uses: node.uses, flow: inPlace.document.id },
      { at: node.id },
    );
  const configured = upToDate(action, node.version, node.with ?? {});
  const slot = node.connection;
  const connectionId = slot === undefined ? undefined : inPlace.bindings[slot];
  const unbound =
    slot !== undefined && connectionId === undefined
      ? new Failure(
          'config',
          'engine.unboundSlot',
          { slot, environment: inPlace.environment.name, flow: inPlace.document.id },
          { at: node.id },
        )
      : undefined;
  return {
    at,
    node,
    action,
    connectorId,
    connectionId,
    unbound,
    effect: typeof action.effect === 'function' ? action.effect(configured) : action.effect,
    mapping: compileMapping(configured),
    check: inputCheck(action.input),
    retry: retryPolicy(node),
  };
}

function upToDate(
  action: ActionDefinition,
  version: number | undefined,
  configured: Record<string, unknown>,
): Record<string, unknown> {
  if (version === undefined || version >= action.version || action.migrate === undefined) return configured;
  let migrated = configured;
  for (let at = version; at < action.version; at += 1) migrated = action.migrate(migrated);
  return migrated;
}
