import { type EventLoopUtilization, performance } from 'node:perf_hooks';

const LOOK_MS = 250;
/** Measured on two cores: 1.3 with a core to itself, 1.8 to 5 when the worker and PostgreSQL have as much to do. */
const SHORT_FROM = 1.6;
/** Below this share of the time at work the figures say nothing. */
const BUSY_FROM = 0.2;

/**
 * Whether this process would do more if it were given a processor more often: while it is at work the clock runs faster than its
 * processor time. Looks when it is asked, so that it costs nothing while nobody asks.
 */
export class ProcessorShare {
  private lookedAt = performance.now();
  private loop: EventLoopUtilization = performance.eventLoopUtilization();
  private used = usedMs();
  private short = false;

  isShort(): boolean {
    const now = performance.now();
    const passed = now - this.lookedAt;
    if (passed < LOOK_MS) return this.short;
    const loop = performance.eventLoopUtilization();
    const used = usedMs();
    const atWork = loop.active - this.loop.active;
    this.short = atWork > passed * BUSY_FROM && atWork > (used - this.used) * SHORT_FROM;
    this.lookedAt = now;
    this.loop = loop;
    this.used = used;
    return this.short;
  }
}

/** Of this thread: what the engine's helpers do beside it is not waited for. */
function usedMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}
