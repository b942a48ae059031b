import type { ActionDefinition, ConnectorRegistry, Effect } from '@raccord/contract';
import { toFailure } from '@raccord/contract';

/** A call as an action received it, with the record it is for and the node it stands in. */
export type MockedCall = {
  uses: string;
  effect: Effect;
  idempotencyKey: string;
  input: unknown;
};
type Perform = (call: MockedCall, action: ActionDefinition) => Promise<unknown>;

/**
 * The registry with every action replaced by one that calls `perform` instead of the vendor. Schemas, effect and bulk form stay, so that
 * the engine checks, groups and records as it does live.
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
  const { readback: _readback, bulk, ...kept } = action;
  const effect = (input: unknown): Effect =>
    typeof action.effect === 'function' ? action.effect((input ?? {}) as Record<string, unknown>) : action.effect;
  const call = (input: unknown, idempotencyKey: string) =>
    perform({ uses, effect: effect(input), idempotencyKey, input }, action);
  return {
    ...kept,
    run: ({ idempotencyKey }, input) => call(input, idempotencyKey),
    ...(bulk === undefined
      ? {}
      : {
          bulk: {
            max: bulk.max,
            run: (_context, items) =>
              Promise.all(
                items.map(({ input, idempotencyKey }) =>
                  call(input, idempotencyKey).then(
                    (output) => ({ ok: true as const, output }),
                    (thrown: unknown) => ({ ok: false as const, failure: toFailure(thrown).toData() }),
                  ),
                ),
              ),
          },
        }),
  };
}
