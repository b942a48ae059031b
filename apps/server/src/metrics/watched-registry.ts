import type { ActionDefinition, Connector, ConnectorContext, ConnectorRegistry, FailureData } from '@raccord/contract';

export type Call = { connector: string; action: string; records: number };
/** Around one call of a connector. Gets what the connector sees, gives what it is to see. */
export type CallWatch = <C extends ConnectorContext, T>(
  call: Call,
  context: C,
  make: (context: C) => Promise<T>,
  /** What of an answer that came back failed. */
  failed?: (result: T) => Pick<FailureData, 'kind'> | undefined,
) => Promise<T>;

/** The same connectors, with somebody who watches each call of an action and each page of a poll. */
export function watchedRegistry(registry: ConnectorRegistry, watch: CallWatch): ConnectorRegistry {
  return Object.fromEntries(
    Object.entries(registry).map(([id, connector]) => [id, watchedConnector(connector, watch)]),
  );
}

function watchedConnector(connector: Connector, watch: CallWatch): Connector {
  const actions = Object.entries(connector.actions).map(([id, action]) => [
    id,
    watchedAction({ connector: connector.id, action: id }, action, watch),
  ]);
  const triggers = Object.entries(connector.triggers).map(([id, trigger]) => {
    const { poll } = trigger;
    if (poll === undefined) return [id, trigger];
    const call = { connector: connector.id, action: id, records: 0 };
    const page: typeof poll.page = (context, ...rest) => watch(call, context, (seen) => poll.page(seen, ...rest));
    return [id, { ...trigger, poll: { ...poll, page } }];
  });
  return { ...connector, actions: Object.fromEntries(actions), triggers: Object.fromEntries(triggers) };
}

function watchedAction(call: Omit<Call, 'records'>, action: ActionDefinition, watch: CallWatch): ActionDefinition {
  const { bulk, readback } = action;
  return {
    ...action,
    run: (context, input) => watch({ ...call, records: 1 }, context, (seen) => action.run(seen, input)),
    ...(readback === undefined
      ? {}
      : {
          readback: (context, input) =>
            watch({ ...call, records: 1 }, context, (seen) => readback.call(action, seen, input)),
        }),
    ...(bulk === undefined
      ? {}
      : {
          bulk: {
            ...bulk,
            run: (context, items) =>
              watch(
                { ...call, records: items.length },
                context,
                (seen) => bulk.run(seen, items),
                // Of a bulk call some may go through: it went well unless none did.
                (results) => {
                  const [first] = results;
                  return first?.ok === false && results.every(({ ok }) => !ok) ? first.failure : undefined;
                },
              ),
          },
        }),
  };
}
