import { type ConnectorRegistry, Failure } from '@raccord/contract';
import type { ConnectionPort } from '@raccord/runtime/ports';
import type { FlowAnswers, FlowQuestionOf } from './flow-questions.ts';

const WAIT_MS = 15_000;
/** A first page begins now and brings nothing, so that it is asked once more for what was before. */
const BACK_MS = 30 * 86_400_000;
const MOST_ITEMS = 50;

type Tools = { registry: ConnectorRegistry; connections: ConnectionPort; signal: AbortSignal; waitMs?: number };

/**
 * Reads one page of a trigger, to make samples of: nothing is stored as arrived and no cursor of a flow moves. What the account calls new
 * differs: where nothing comes, somebody changes something there and asks again with the cursor that is given back.
 * @throws Failure `transient` / `sample.held`, `sample.tooSlow`; what the vendor said
 */
export async function readPage(
  question: FlowQuestionOf<'page'>,
  { registry, connections, signal, waitMs = WAIT_MS }: Tools,
): Promise<FlowAnswers['page']> {
  const { workspaceId, uses, config, connectionId, cursor = null } = question;
  const [connectorId = '', triggerId = ''] = uses.split('/');
  const poll = registry[connectorId]?.triggers[triggerId]?.poll;
  if (poll === undefined) throw new Failure('input', 'sample.cannotPoll');
  const late = AbortSignal.timeout(waitMs);
  const until = AbortSignal.any([signal, late]);
  try {
    const wanted = { connectorId, connectionId, workspaceId, queue: 'live' as const };
    const opened = await connections.open(wanted, until);
    if (opened.held) throw new Failure('transient', 'sample.held');
    const read = (from: unknown) => poll.page(opened.context, config, from, { overlapMs: BACK_MS, now: Date.now() });
    const first = await read(cursor);
    const page = first.items.length === 0 && cursor === null ? await read(first.cursor) : first;
    return { items: page.items.slice(0, MOST_ITEMS).map(({ data }) => data), cursor: page.cursor };
  } catch (thrown) {
    throw late.aborted ? new Failure('transient', 'sample.tooSlow', { seconds: Math.ceil(waitMs / 1_000) }) : thrown;
  }
}
