import { type ConnectorContext, Failure, type FailureData, type PollTrigger, toFailure } from '@raccord/contract';
import { failPoint } from '../fail-points.ts';
import type { PollTask, Ports } from '../ports.ts';
import type { BatchWorker } from '../worker/batch-worker.ts';

/** Pages being worked on while the next is read; what bounds memory, and slows the reading down to the pace of the writing. */
const PAGES_AT_ONCE = 3;

/**
 * Reads a polling trigger to its end, page by page. The cursor moves in the transaction that stores a page, and the page is worked
 * on from memory while the next is read. A crash anywhere goes on from the last stored page, in the same run.
 */
export async function runPoll(
  triggerId: string,
  ports: Ports,
  worker: BatchWorker,
  workerId: string,
  signal: () => AbortSignal,
): Promise<void> {
  const task = await ports.triggers.claimPoll(triggerId, workerId);
  if (task === undefined) return;
  const working = new Set<Promise<void>>();
  let read = 0;
  try {
    const poll = pollOf(task, ports);
    const context = await openForPoll(task, ports, signal());
    if (context === undefined) return;
    let more = true;
    while (more && !signal().aborted) {
      const page = await poll.page(context, task.config, task.cursor, { overlapMs: task.overlapMs, now: Date.now() });
      const items = page.items.map(({ dedupeKey, data }) => ({
        data,
        ...(dedupeKey === undefined ? {} : { key: dedupeKey }),
      }));
      const stored = await ports.triggers.storePage(task, workerId, { items, cursor: page.cursor });
      if (stored === false) return;
      task.cursor = page.cursor;
      if (stored.runId !== undefined) task.openRunId = stored.runId;
      read += stored.taken;
      more = page.more;
      if (stored.batch === undefined) continue;
      const job = worker.run(stored.batch).finally(() => working.delete(job));
      working.add(job);
      if (working.size >= PAGES_AT_ONCE) await Promise.race(working);
    }
    await Promise.all(working);
    failPoint('poll.beforeEnd');
    await ports.triggers.endPoll(task, { ok: true, read });
    failPoint('poll.afterEnd');
  } catch (thrown) {
    await Promise.all(working);
    const failure = toFailure(thrown);
    if (task.connectionId !== undefined && (failure.kind === 'auth' || failure.kind === 'rateLimited'))
      await ports.connections.hold(
        task.connectionId,
        failure.kind,
        failure.toData(),
        failure.kind === 'auth' ? undefined : failure.retryAfterMs,
      );
    await ports.triggers.endPoll(task, { ok: false, failure: failure.toData() });
  }
}

function pollOf(task: PollTask, ports: Ports): PollTrigger<unknown> {
  const [connectorId = '', triggerId = ''] = task.uses.split('/');
  const poll = ports.registry[connectorId]?.triggers[triggerId]?.poll;
  if (poll === undefined) throw new Failure('config', 'engine.cannotPoll', { uses: task.uses, flow: task.flowId });
  return poll;
}

async function openForPoll(task: PollTask, ports: Ports, signal: AbortSignal): Promise<ConnectorContext | undefined> {
  const [connectorId = ''] = task.uses.split('/');
  const opened = await ports.connections.open(connectorId, task.connectionId, signal);
  if (!opened.held) return opened.context;
  const failure: FailureData = new Failure('transient', 'engine.connectionHeld', { flow: task.flowId }).toData();
  await ports.triggers.endPoll(task, { ok: false, failure });
  return undefined;
}
