import type { ConnectorRegistry } from '@raccord/contract';
import type { Log } from '@raccord/runtime/ports';
import type { Pool } from 'pg';
import { readStanding, type Standing } from '../stores/metrics.ts';
import type { Meters, Numbers } from './meters.ts';
import { standingNumbers } from './standing-gauges.ts';
import { together, WorkerNumbers } from './worker-numbers.ts';

/** However often and by how many it is scraped: how things stand is read once in this time. */
const FRESH_MS = 5_000;

export { WorkerNumbers };

/** What a scrape of this process gives, in Prometheus' text format. */
export function createScrape(deps: {
  meters: Meters;
  pool: Pool;
  registry: ConnectorRegistry;
  log: Log;
  workers?: WorkerNumbers;
}): () => Promise<string> {
  let stands: { read: Promise<Standing | undefined>; at: number } | undefined;
  let names: ReadonlyMap<string, string> = new Map();
  const standing = () => {
    if (stands === undefined || performance.now() - stands.at > FRESH_MS) {
      const read = readStanding(deps.pool).catch((error: unknown) => {
        deps.log.warn({ error: String(error) }, 'the numbers of the database could not be read');
        return undefined;
      });
      stands = { read, at: performance.now() };
    }
    return stands.read;
  };
  return async () => {
    const [own, workers, stood] = await Promise.all([deps.meters.numbers(), deps.workers?.read() ?? [], standing()]);
    names = stood?.environments ?? names;
    const numbers = [own, ...workers, await standingNumbers(stood, deps.registry)];
    return together(numbers.map((each) => named(each, names))).metrics();
  };
}

function named(numbers: Numbers, names: ReadonlyMap<string, string>): Numbers {
  return numbers.map((metric) => ({
    ...metric,
    values: metric.values.map((value) => {
      const labels = value.labels as Record<string, string | number>;
      const { environment } = labels;
      const name = typeof environment === 'string' ? names.get(environment) : undefined;
      return name === undefined ? value : { ...value, labels: { ...labels, environment: name } };
    }),
  })) as Numbers;
}
