import type { QueueName } from '@raccord/runtime/ports';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { type Happenings, onHappening } from '../happenings.ts';
import { uuidTime } from '../stores/spans.ts';

export type ProcessName = 'server' | 'worker';
/** What a process has counted, as it goes from one to another. */
export type Numbers = NonNullable<Awaited<ReturnType<Registry['getMetricsAsJSON']>>>;

/** What a process says of its connections to the database. */
type PoolFacts = { totalCount: number; idleCount: number; waitingCount: number };

export type ConnectorCall = { connector: string; action: string; outcome: string; seconds: number };

export type Meters = {
  batch(ended: { queue: QueueName; records: number; seconds: number }): void;
  call(call: ConnectorCall): void;
  numbers(): Promise<Numbers>;
  close(): void;
};

/** Pairs of flow and environment that have a line of their own; flows that come after are counted together. */
const MOST_PLACES = 1_000;
const OTHER = { flow: 'other', environment: 'other' };

const LATENCY = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800, 7_200];
const CALL = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** Counts what happens in this process. Loaded only where numbers are asked for. */
export function createMeters(process: ProcessName, pool: PoolFacts): Meters {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, labels: { process } });
  new Gauge({
    name: 'raccord_database_pool_connections',
    help: 'Connections of the process to the database; waiting: who would like one and must wait.',
    labelNames: ['process', 'state'],
    registers,
    collect() {
      this.set({ process, state: 'total' }, pool.totalCount);
      this.set({ process, state: 'idle' }, pool.idleCount);
      this.set({ process, state: 'waiting' }, pool.waitingCount);
    },
  });
  const accepted = new Counter({
    name: 'raccord_records_accepted_total',
    help: 'Records stored, by what brought them (webhook, poll, schedule, manual, replay, trial, split, subflow).',
    labelNames: ['flow', 'environment', 'cause'],
    registers,
  });
  const ended = new Counter({
    name: 'raccord_records_ended_total',
    help: 'Ends of records (succeeded, filtered, failed, inDoubt, cancelled); a record that is run again ends again.',
    labelNames: ['flow', 'environment', 'state'],
    registers,
  });
  const latency = new Histogram({
    name: 'raccord_record_duration_seconds',
    help: 'From the acceptance of a record to its end.',
    labelNames: ['flow', 'environment'],
    buckets: LATENCY,
    registers,
  });
  const batchRecords = new Histogram({
    name: 'raccord_batch_records',
    help: 'Records executed together.',
    labelNames: ['queue'],
    buckets: [1, 2, 5, 10, 25, 50, 100, 200, 500, 1_000],
    registers,
  });
  const batchDuration = new Histogram({
    name: 'raccord_batch_duration_seconds',
    help: 'From the claim of a batch to its end.',
    labelNames: ['queue'],
    buckets: CALL,
    registers,
  });
  const calls = new Counter({
    name: 'raccord_connector_calls_total',
    help: 'Calls of connector actions and poll pages; outcome: ok, or the kind of the failure.',
    labelNames: ['connector', 'action', 'outcome'],
    registers,
  });
  const callDuration = new Histogram({
    name: 'raccord_connector_call_duration_seconds',
    help: 'How long calls of connector actions and poll pages took, waiting for the rate budget included.',
    labelNames: ['connector', 'action'],
    buckets: CALL,
    registers,
  });
  const deliveries = new Counter({
    name: 'raccord_webhook_deliveries_total',
    help: 'Deliveries to webhook addresses; outcome: accepted, or the code of the refusal.',
    labelNames: ['outcome'],
    registers,
  });
  const polls = new Counter({
    name: 'raccord_polls_total',
    help: 'Readings of polling triggers that ended (ok, failed).',
    labelNames: ['flow', 'environment', 'outcome'],
    registers,
  });
  const lateness = new Histogram({
    name: 'raccord_schedule_lateness_seconds',
    help: 'How long after its time an occurrence of a schedule was fired.',
    buckets: [0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800, 7_200],
    registers,
  });
  const repairs = new Counter({
    name: 'raccord_reconciler_repairs_total',
    help: 'Batches put right: ringLost, rung for again; workerDied, taken from a worker that is gone.',
    labelNames: ['what'],
    registers,
  });
  const alerts = new Counter({
    name: 'raccord_alert_deliveries_total',
    help: 'Tries to send an alert, by how they ended (sent, waiting: tried again, failed, unclear).',
    labelNames: ['state'],
    registers,
  });

  const places = new Map<string, { flow: string; environment: string }>();
  // Environments go by their id here; the scrape knows their names.
  const placeOf = ({ flowId, environmentId }: { flowId: string; environmentId: string }) => {
    const key = `${flowId} ${environmentId}`;
    let place = places.get(key);
    if (place === undefined) {
      if (places.size >= MOST_PLACES) return OTHER;
      place = { flow: flowId, environment: environmentId };
      places.set(key, place);
    }
    return place;
  };
  const settled = ({ batch, settlement }: Happenings['settled']) => {
    const place = placeOf(batch);
    const now = Date.now();
    const times = latency.labels(place);
    const states = new Map<string, number>();
    for (const { id, state } of settlement.ended) {
      states.set(state, (states.get(state) ?? 0) + 1);
      times.observe(Math.max(0, now - uuidTime(id)) / 1_000);
    }
    for (const [state, records] of states) ended.inc({ ...place, state }, records);
    const parts = settlement.children.length;
    if (parts > 0) accepted.inc({ ...place, cause: 'split' }, parts);
  };
  const stop = [
    onHappening('accepted', ({ cause, records, ...at }) => accepted.inc({ ...placeOf(at), cause }, records)),
    onHappening('settled', settled),
    onHappening('cancelled', ({ records, ...at }) => ended.inc({ ...placeOf(at), state: 'cancelled' }, records)),
    onHappening('delivered', ({ outcome }) => deliveries.inc({ outcome })),
    onHappening('polled', ({ ok, ...at }) => polls.inc({ ...placeOf(at), outcome: ok ? 'ok' : 'failed' })),
    onHappening('fired', ({ lateMs }) => lateness.observe(Math.max(0, lateMs) / 1_000)),
    onHappening('repaired', ({ what, times }) => repairs.inc({ what }, times)),
    onHappening('alerted', ({ state }) => alerts.inc({ state })),
  ];
  return {
    batch({ queue, records, seconds }) {
      batchRecords.observe({ queue }, records);
      batchDuration.observe({ queue }, seconds);
    },
    call({ connector, action, outcome, seconds }) {
      calls.inc({ connector, action, outcome });
      callDuration.observe({ connector, action }, seconds);
    },
    numbers: () => registry.getMetricsAsJSON() as Promise<Numbers>,
    close() {
      for (const each of stop) each();
    },
  };
}
