import { type Failure, toFailure } from '@raccord/contract';
import type { PlanNode } from '../flow/plan-flow.ts';
import type { RunClock } from '../mapping/expression.ts';
import type { CompiledMapping } from '../mapping/mapping.ts';
import type { Ask, ClaimedBatch, Ports, SubRun } from '../ports.ts';
import type { CompiledFlow } from './compiled-flow.ts';
import type { ConnectionHealth } from './connection-health.ts';
import { Journal, LeaseLost } from './journal.ts';
import { traceEvaluation } from './tracing.ts';
import { fail, type Traveller } from './traveller.ts';

/** What node handlers share while one batch lasts. */
export class BatchStep {
  readonly journal: Journal;
  /** One time and one seed for the whole run, so that a replay evaluates to the same. */
  readonly clock: RunClock;
  readonly splits: { traveller: Traveller; at: PlanNode; items: unknown[]; closing: PlanNode | undefined }[] = [];
  readonly subRuns: SubRun[] = [];
  readonly asks: Ask[] = [];
  /** Records of an ordered flow that have had their turn in this batch. */
  readonly started = new Set<Traveller>();
  /** Of an ordered flow: the earliest record that waits, by key. What comes after it waits behind it. */
  readonly blocked = new Map<string, string>();
  readonly batch: ClaimedBatch;
  readonly flow: CompiledFlow;
  readonly ports: Ports;
  readonly health: ConnectionHealth;
  /** Fires when the batch is no longer ours. */
  readonly signal: AbortSignal;

  constructor(batch: ClaimedBatch, flow: CompiledFlow, ports: Ports, health: ConnectionHealth, signal: AbortSignal) {
    this.batch = batch;
    this.flow = flow;
    this.ports = ports;
    this.health = health;
    this.signal = signal;
    this.clock = { now: batch.startedAt, seed: batch.runId };
    this.journal = new Journal(batch, ports.batches);
  }

  /**
   * Asked right before anything is changed outside.
   * @throws LeaseLost when the batch is no longer ours, or may not be: this process has not shown for too long that it lives
   */
  mustBeOurs(): void {
    if (this.signal.aborted) throw new LeaseLost();
  }

  /** Evaluates a mapping for each record; one that fails takes its own way and stops nobody else. */
  async evaluate(
    at: PlanNode,
    mapping: CompiledMapping,
    arriving: readonly Traveller[],
    then: (traveller: Traveller, value: unknown) => void,
  ): Promise<void> {
    const traced = this.flow.inPlace.tracings !== undefined;
    for (const traveller of arriving) {
      try {
        const given = mapping.evaluate(traveller.context, this.clock);
        const value = given instanceof Promise ? await given : given;
        if (traced) traceEvaluation(this, at, mapping, traveller, { value });
        then(traveller, value);
      } catch (thrown) {
        if (traced) traceEvaluation(this, at, mapping, traveller, { thrown });
        fail(traveller, at, this.failureAt(at, thrown));
      }
    }
  }

  failureAt(at: PlanNode, thrown: unknown): Failure {
    return toFailure(thrown).within(at.node.id);
  }
}
