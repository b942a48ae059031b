import { AggregatorRegistry } from 'prom-client';
import type { Numbers } from './meters.ts';

const PATIENCE_MS = 1_000;

/** The numbers of the worker process of the moment, and of those before it: what they counted goes on counting. */
export class WorkerNumbers {
  private latest: Numbers = [];
  private past: Numbers = [];
  private answered = Promise.withResolvers<void>();
  /** How to ask the worker; false while there is none. */
  ask: () => boolean = () => false;

  heard(numbers: Numbers): void {
    this.latest = numbers;
    this.answered.resolve();
    this.answered = Promise.withResolvers();
  }

  /** The worker is gone. What it counted since it last said so is lost. */
  async ended(): Promise<void> {
    const gone = this.latest;
    this.answered.resolve();
    this.past = await sum([this.past, gone.filter(({ type }) => isCount(type))]);
    if (this.latest === gone) this.latest = [];
  }

  /** A worker that is busy is not waited for: then it is what it said last. */
  async read(): Promise<Numbers[]> {
    const answered = this.answered.promise;
    if (this.ask()) {
      let timer: NodeJS.Timeout | undefined;
      await Promise.race([answered, new Promise<void>((resolve) => (timer = setTimeout(resolve, PATIENCE_MS)))]);
      clearTimeout(timer);
    }
    return [this.past, this.latest];
  }
}

// As `getMetricsAsJSON` names them, whatever its types say.
const isCount = (type: unknown) => type === 'counter' || type === 'histogram';

/** Adds up what several processes counted. */
export function together(numbers: readonly Numbers[]): AggregatorRegistry<'text/plain; version=0.0.4; charset=utf-8'> {
  // What has one value for each process says which process, so that none stands in another's way.
  const kept = numbers.map((each) =>
    each.map((metric) => (`${metric.aggregator}` === 'omit' ? { ...metric, aggregator: 'first' } : metric)),
  );
  return AggregatorRegistry.aggregate(kept) as ReturnType<typeof together>;
}

async function sum(numbers: readonly Numbers[]): Promise<Numbers> {
  return (await together(numbers).getMetricsAsJSON()) as Numbers;
}
