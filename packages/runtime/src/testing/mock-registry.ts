import type { ActionDefinition, ConnectorRegistry, Effect } from '@raccord/contract';

/** A call as an action received it, with the record it is for and the node it stands in. */
export type MockedCall = {
  uses: string;
  effect: Effect;
  idempotencyKey: string;
  input: unknown;
};
type Perform = (call: MockedCall, action: ActionDefinition) => Promise<unknown>;

/**
 * The registry with every action replaced by one that calls `perform` instead of the vendor. Schemas and effect stay, so that the engine
 * checks and records as it does live. Dry runs take records one by one, so there is no bulk form.
 */
export function mockRegistry(registry: ConnectorRegistry, perform: Perform): ConnectorRegistry {
  return Object.fromEntries(
    Object.entries(registry).map(([id, connector]) => [
      id,
      {
        ...connector,
        actions: Object.fromEntries(
          Object.entries(connector.actions).map(([name, action]) => [
            name,
            mockAction(`${id}/${name}`, action, perform),
          ]),
        ),
      },
    ]),
  );
}

function mockAction(uses: string, action: ActionDefinition, perform: Perform): ActionDefinition {
  const { readback: _readback, bulk: _bulk, ...kept } = action;
  const effect = (input: unknown): Effect =>
    typeof action.effect === 'function' ? action.effect((input ?? {}) as Record<string, unknown>) : action.effect;
  return {
    ...kept,
    run: ({ idempotencyKey }, input) => perform({ uses, effect: effect(input), idempotencyKey, input }, action),
  };
}
