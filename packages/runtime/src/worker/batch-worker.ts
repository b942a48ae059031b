import { Failure } from '@raccord/contract';
import { cancelledSettlement } from '../engine/cancelled.ts';
import { ConnectionHealth } from '../engine/connection-health.ts';
import { executeBatch } from '../engine/execute-batch.ts';
import { FlowCache } from '../engine/flow-cache.ts';
import { LeaseLost } from '../engine/journal.ts';
import { failedSettlement, poisonSettlement } from '../engine/poison.ts';
import { failPoint } from '../fail-points.ts';
import type { ClaimedBatch, Ports, Ring, Settlement } from '../ports.ts';
import { Turnstile } from './turnstile.ts';

/** A batch that killed this many workers is cut into batches of one record, to find the one that does it. */
const CUT_AFTER_CRASHES = 2;
/** A single record that killed this many is put in the inbox unseen. */
const POISON_AFTER_CRASHES = 4;

/**
 * A record that was there when workers died: it runs with the worker to itself, so that if the worker dies again it is known who did it,
 * and nobody who only happened to be near is called poison.
 */
const isSuspect = ({ crashes }: ClaimedBatch) => crashes >= CUT_AFTER_CRASHES && crashes < POISON_AFTER_CRASHES;

/** Runs batches: claim, execute, settle, ring for what that made ready. One in each worker process. */
export class BatchWorker {
  readonly flows: FlowCache;
  /** Ids of the batches being run, and of the triggers being polled. */
  readonly inHand = new Set<string>();
  private readonly health = new ConnectionHealth();
  private readonly turnstile = new Turnstile();
  private readonly ports: Ports;
  private readonly workerId: string;
  /** Fires when this worker can no longer show that it is alive: others may have its batches. */
  private readonly signal: () => AbortSignal;

  constructor(ports: Ports, workerId: string, signal: () => AbortSignal) {
    this.ports = ports;
    this.workerId = workerId;
    this.signal = signal;
    this.flows = new FlowCache(ports.flows, ports.registry, ports.watch);
  }

  async runBatch(batchId: string): Promise<void> {
    // Of the time before the claim: a batch that is taken from us between its claim and its first step must not run under a later one.
    const signal = this.signal();
    const suspect = await this.turnstile.together(async () => {
      const batch = await this.ports.batches.claim(batchId, this.workerId);
      if (batch === undefined) return false;
      if (!isSuspect(batch)) return this.run(batch, signal).then(() => false);
      await this.ports.batches.putBack(batch);
      return true;
    });
    if (suspect) await this.turnstile.alone(() => this.runAlone(batchId));
  }

  private async runAlone(batchId: string): Promise<void> {
    const signal = this.signal();
    const batch = await this.ports.batches.claim(batchId, this.workerId);
    if (batch !== undefined) await this.run(batch, signal);
  }

  /**
   * Runs a batch that is already ours. Never throws: what cannot be run is given back or put in the inbox.
   * @param signal taken before the batch was
   */
  run(batch: ClaimedBatch, signal: AbortSignal): Promise<void> {
    const { watch } = this.ports;
    return watch === undefined ? this.carryOut(batch, signal) : watch.batch(batch, () => this.carryOut(batch, signal));
  }

  private async carryOut(batch: ClaimedBatch, signal: AbortSignal): Promise<void> {
    const { batches } = this.ports;
    this.inHand.add(batch.id);
    try {
      if (batch.crashes >= CUT_AFTER_CRASHES && batch.records.length > 1)
        return await this.ring(await batches.cut(batch), batch);
      const settled = await batches.settle(batch, await this.execute(batch, signal));
      if (settled === false)
        this.ports.log.warn(
          { batch: batch.id, fence: batch.fence },
          'a batch was taken over; nothing of ours was written',
        );
      else await this.announce(batch, settled.ring);
    } catch (thrown) {
      if (thrown instanceof LeaseLost) return;
      this.ports.log.error(
        { batch: batch.id, error: this.ports.redact(thrown instanceof Error ? `${thrown.stack}` : String(thrown)) },
        'a batch failed as a whole',
      );
      await batches.abandon(batch).then(
        (ids) => this.ring(ids, batch),
        (error: unknown) =>
          this.ports.log.error(
            { batch: batch.id, error: String(error) },
            'a batch could not be given back; it will be found',
          ),
      );
    } finally {
      this.inHand.delete(batch.id);
    }
  }

  private async execute(batch: ClaimedBatch, signal: AbortSignal): Promise<Settlement> {
    if (batch.cancelled) return cancelledSettlement(batch);
    if (batch.crashes >= POISON_AFTER_CRASHES) return poisonSettlement(batch);
    const flow = await this.flows.get(batch).catch((thrown: unknown) => {
      // A flow that cannot be made ready (an action that this version lacks) is not the fault of its records, nor a crash.
      if (thrown instanceof Failure) return thrown;
      throw thrown;
    });
    if (flow instanceof Failure) return failedSettlement(batch, flow.toData());
    return executeBatch(batch, flow, this.ports, this.health, signal);
  }

  private async announce(batch: ClaimedBatch, rings: Ring[]): Promise<void> {
    const flow = await this.flows.get(batch).catch(() => undefined);
    if (flow?.responds) {
      const ids = batch.records.map((record) => record.id);
      for (let from = 0; from < ids.length; from += 100)
        this.ports.signals.send('raccord_answers', ids.slice(from, from + 100).join(' '));
    }
    this.ports.signals.send(
      'raccord_events',
      JSON.stringify({ type: 'run.changed', workspaceId: batch.workspaceId, runId: batch.runId, flowId: batch.flowId }),
    );
    await this.ringSafely(rings);
  }

  private ring(ids: string[], batch: ClaimedBatch): Promise<void> {
    return this.ringSafely(ids.map((id): Ring => ({ queue: batch.queue, kind: 'batch', id })));
  }

  /** A lost ring is a delay, not a loss: the reconciler rings for whatever stays queued. */
  private async ringSafely(rings: Ring[]): Promise<void> {
    if (rings.length === 0) return;
    failPoint('ring.before');
    await this.ports.doorbell
      .ring(rings)
      .catch((error: unknown) => this.ports.log.warn({ error: String(error) }, 'could not ring'));
    failPoint('ring.after');
  }
}
