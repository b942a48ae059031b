import { type ConnectorContext, Failure, type PollTrigger, toFailure } from '@raccord/contract';
import { failPoint } from '../fail-points.ts';
import { type PollTask, type Ports, RATE_BUSY, type Ring } from '../ports.ts';
import type { BatchWorker } from '../worker/batch-worker.ts';

/** Pages being worked on while the next is read; what bounds memory, and slows the reading down to the pace of the writing. */
const PAGES_AT_ONCE = 3;
/** For the turn of a call in the connection's rate budget: a reading that is given up begins again at its last page. */
const POLL_WAITS_MS = 30_000;
/** A throttled connection is often held for a second or two only. */
const HELD_AGAIN_MS = 5_000;

/**
 * Reads a polling trigger to its end, page by page. The cursor moves in the transaction that stores a page, and the page is worked
 * on from memory while the next is read. A crash anywhere goes on from the last stored page, in the same run.
 * @param signals `lost` fires when others may have the trigger, `stopping` when this worker is to leave: what has not been read by
 *   then is read by another
 */
export async function runPoll(
  triggerId: string,
  ports: Ports,
  worker: BatchWorker,
  workerId: string,
  signals: PollSignals,
): Promise<void> {
  worker.inHand.add(triggerId);
  try {
    const task = await ports.triggers.claimPoll(triggerId, workerId);
    if (task !== undefined) await readAll(task, ports, worker, workerId, signals);
  } finally {
    worker.inHand.delete(triggerId);
  }
}

type PollSignals = { lost: AbortSignal; stopping: AbortSignal };

async function readAll(
  task: PollTask,
  ports: Ports,
  worker: BatchWorker,
  workerId: string,
  { lost: signal, stopping }: PollSignals,
): Promise<void> {
  const working = new Set<Promise<void>>();
  const ring = async (rings: Ring[]) => {
    if (rings.length === 0) return;
    // A lost ring is a delay, not a loss: the reconciler rings again.
    await ports.doorbell
      .ring(rings)
      .catch((error: unknown) => ports.log.warn({ error: String(error) }, 'could not ring'));
  };
  let read = 0;
  try {
    const poll = pollOf(task, ports);
    let context = await openForPoll(task, ports, signal);
    let more = true;
    while (more) {
      if (stopping.aborted) {
        await Promise.all(working);
        return await ports.triggers.letGo(task);
      }
      if (signal.aborted) throw new Failure('transient', 'engine.readingStopped', { flow: task.flowId });
      const page = await poll.page(context, task.config, task.cursor, { overlapMs: task.overlapMs, now: Date.now() });
      const items = page.items.map(({ dedupeKey, data }) => ({
        data,
        ...(dedupeKey === undefined ? {} : { key: dedupeKey }),
      }));
      const lost = page.lost === undefined ? {} : { lost: page.lost };
      const stored = await ports.triggers.storePage(task, workerId, { items, cursor: page.cursor, ...lost });
      if (stored === false) return;
      const stands = page.more && JSON.stringify(page.cursor) === JSON.stringify(task.cursor);
      task.cursor = page.cursor;
      if (stored.runId !== undefined) task.openRunId = stored.runId;
      read += stored.taken;
      more = page.more;
      if (more && task.queue === 'live') {
        // There is more to read than what has just been done: a back-fill, which goes behind live work.
        task.queue = 'bulk';
        context = await openForPoll(task, ports, signal);
      }
      if (stored.ring !== undefined) await ring([stored.ring]);
      if (stored.batch !== undefined) {
        const job = worker.run(stored.batch, signal).finally(() => working.delete(job));
        working.add(job);
      }
      if (stands) throw new Failure('bug', 'engine.pollStands', { uses: task.uses, flow: task.flowId });
      if (working.size >= PAGES_AT_ONCE) await Promise.race(working);
    }
    await Promise.all(working);
    failPoint('poll.beforeEnd');
    await ring(await ports.triggers.endPoll(task, { ok: true, read }));
    failPoint('poll.afterEnd');
  } catch (thrown) {
    await Promise.all(working);
    const failure = toFailure(thrown);
    const refused = failure.kind === 'auth' || (failure.kind === 'rateLimited' && failure.code !== RATE_BUSY);
    if (task.connectionId !== undefined && refused)
      await ports.connections.hold(task.connectionId, failure.kind, failure.toData(), failure.retryAfterMs);
    await ring(await ports.triggers.endPoll(task, { ok: false, failure: failure.toData() }));
  }
}

function pollOf(task: PollTask, ports: Ports): PollTrigger<unknown> {
  const [connectorId = '', triggerId = ''] = task.uses.split('/');
  const poll = ports.registry[connectorId]?.triggers[triggerId]?.poll;
  if (poll === undefined) throw new Failure('config', 'engine.cannotPoll', { uses: task.uses, flow: task.flowId });
  return poll;
}

async function openForPoll(task: PollTask, ports: Ports, signal: AbortSignal): Promise<ConnectorContext> {
  const [connectorId = ''] = task.uses.split('/');
  const { connectionId, workspaceId } = task;
  const wanted = { connectorId, connectionId, workspaceId, queue: task.queue, waitMs: POLL_WAITS_MS };
  const opened = await ports.connections.open(wanted, signal);
  if (opened.held)
    throw new Failure('transient', 'engine.connectionHeld', { flow: task.flowId }, { retryAfterMs: HELD_AGAIN_MS });
  return opened.context;
}
