import type { Doorbell, Ring } from '@raccord/runtime/ports';
import type { Tracing } from './tracing.ts';

/** Of the deliveries that were stored together, so many are named by the batch that they made. */
const MOST_TRACES = 16;

/** Rings carry the trace that they come from, and what is done because of them goes on in it. */
export function tracedDoorbell(doorbell: Doorbell, tracing: Tracing): Doorbell {
  return {
    ...doorbell,
    ring(rings) {
      const here = tracing.current();
      const traced = rings.map((ring): Ring => {
        const trace = ring.trace ?? (here === undefined ? [] : [here]);
        return trace.length === 0 ? ring : { ...ring, trace: trace.slice(0, MOST_TRACES) };
      });
      return doorbell.ring(traced);
    },
    listen: (queue, concurrency, handle) =>
      doorbell.listen(queue, concurrency, (ring) => {
        // Of what was rung for again nobody knows where it came from; its batch begins a trace of its own.
        if (ring.trace === undefined && ring.kind !== 'poll') return handle(ring);
        const attributes = { 'messaging.system': 'bullmq', 'messaging.destination.name': queue };
        const from = ring.trace ?? [];
        return tracing.span(`process ${ring.kind}`, { kind: 'consumer', attributes, from }, () => handle(ring));
      }),
  };
}
