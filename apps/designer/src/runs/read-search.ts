import type { RecordState } from '@raccord/contract';

// What stands in the addresses of these screens, read with care: an address may come from anywhere. Nothing heavy is imported here,
// since the router needs it at once.

type Search = Record<string, unknown>;

function oneOf<T extends string>(values: readonly T[], value: unknown): T | undefined {
  return values.find((one) => one === value);
}
const text = (value: unknown): string | undefined => {
  // An order's number that is typed into the address is read as a number.
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' && value.length <= 200 ? value : undefined;
};
/** Without what is not said. */
function said<T extends object>(search: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as never;
}

export const runSearch = (search: Search) =>
  said({
    search: text(search.search),
    flow: text(search.flow),
    environment: text(search.environment),
    status: oneOf(['running', 'succeeded', 'partial', 'failed', 'cancelled'], search.status),
    cause: oneOf(['webhook', 'schedule', 'poll', 'manual', 'subflow', 'replay', 'trial'], search.cause),
    time: oneOf(['1h', '24h', '7d', '30d'], search.time),
  });

const states = ['waiting', 'succeeded', 'filtered', 'failed', 'inDoubt', 'cancelled'] as const satisfies RecordState[];
export const runPartSearch = (search: Search) =>
  said({ state: oneOf(states, search.state), tab: oneOf(['records', 'timeline'], search.tab) });

export const overviewSearch = (search: Search) =>
  said({ environment: text(search.environment), range: oneOf(['1h', '24h', '7d', '30d'], search.range) });

export const journeySearch = (search: Search) => said({ q: text(search.q) });
export const triggerSearch = (search: Search) => said({ flow: text(search.flow) });
