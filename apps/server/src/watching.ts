import type { Settings } from './env.ts';
import type { Meters, ProcessName } from './metrics/meters.ts';
import type { Tracing } from './opentelemetry/tracing.ts';

/** What watches a process, each only where it was asked for. */
export type Watching = { meters?: Meters; tracing?: Tracing; close(): Promise<void> };

/** Loads only what was asked for: a start that nobody watches pays nothing for it. */
export async function startWatching(
  process: ProcessName,
  settings: Pick<Settings, 'metricsToken' | 'tracing'>,
  pool: Parameters<typeof import('./metrics/meters.ts').createMeters>[1],
): Promise<Watching> {
  const meters =
    settings.metricsToken === undefined ? undefined : (await import('./metrics/meters.ts')).createMeters(process, pool);
  const tracing =
    settings.tracing === undefined
      ? undefined
      : (await import('./opentelemetry/tracing.ts')).startTracing(process, settings.tracing);
  return {
    ...(meters === undefined ? {} : { meters }),
    ...(tracing === undefined ? {} : { tracing }),
    async close() {
      meters?.close();
      await tracing?.close();
    },
  };
}
