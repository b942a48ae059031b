import type { Failure } from '@raccord/contract';
import { RATE_BUSY } from '../ports.ts';
import type { BatchStep } from './batch-step.ts';
import type { Exchange } from './exchange.ts';
import { type Call, type Held, holdBack, type Ready } from './perform-action.ts';
import { retryDelay } from './retry-delay.ts';
import { advance, doubt, fail, park } from './traveller.ts';

type Landed =
  | { output: unknown; ms: number; probing: boolean; sent: true }
  /** `sent` false: the call was never made, so it is no attempt. `probing`: it was to show whether a held connection is well again. */
  | { failure: Failure; exchange?: Exchange | undefined; ms?: number; probing?: boolean; sent: boolean };

/** How long a connection that seems down is held before one record tries it; grows with each strike. */
const BREAKER_MS = 2_000;

/**
 * What becomes of a record after its call. Records it in the journal, and decides by the failure's kind (design.md §4): the
 * connection's matters hold the connection, passing troubles come again later, the rest waits in the inbox.
 * @returns why the records that come after it are not to be called now
 */
export async function landCall(step: BatchStep, call: Call, each: Ready, landed: Landed): Promise<Held | undefined> {
  const { traveller } = each;
  const { record } = traveller;
  const node = call.at.node.id;
  const { connectionId } = call;
  const n = each.tries + 1;
  const entry = { r: record.id, n, k: each.key, ...(landed.ms === undefined ? {} : { ms: landed.ms }) };
  const traceId = step.ports.watch?.traceId();
  const traced = traceId === undefined ? {} : { t: traceId };
  if ('output' in landed) {
    step.journal.add(node, { ...entry, v: landed.output, ...traced });
    record.carried[node] = { s: 'done', v: landed.output };
    advance(traveller, call.at, landed.output);
    if (connectionId !== undefined) await isWell(step, connectionId, landed.probing);
    return undefined;
  }
  // What kept the call from being made (a token that could not be renewed, say) leaves no doubt about it.
  const failure = (landed.sent ? landed.failure : landed.failure.certain()).within(node);
  const data = failure.toData();
  const ownTurn = failure.code === RATE_BUSY;
  // Not made, so no attempt; but an intent that nothing follows would leave it in doubt after a crash.
  if (landed.sent && (!ownTurn || call.effect === 'none')) {
    const { exchange } = landed;
    step.journal.add(node, { ...entry, f: data, ...(exchange === undefined ? {} : { x: exchange }), ...traced });
  }
  const before = record.carried[node];
  const edition = before?.s === 'tried' && before.e !== undefined ? { e: before.e } : {};
  const maybe = each.mayHaveRun || failure.uncertain ? { maybe: true as const } : {};

  if (call.effect === 'none' && failure.uncertain && call.node.inDoubt !== 'repeat') {
    if (call.node.inDoubt === 'skip') {
      record.carried[node] = { s: 'done' };
      advance(traveller, call.at, undefined);
    } else {
      record.carried[node] = { s: 'doubt', f: data };
      doubt(traveller, call.at, data);
    }
    return undefined;
  }
  if (ownTurn) {
    record.carried[node] = { s: 'tried', n: each.tries, ...maybe, ...edition };
    const turn = { inMs: failure.retryAfterMs ?? 0, eachMs: Number(failure.params.eachMs) };
    holdBack(call, [each], turn);
    return turn;
  }
  if (connectionId !== undefined && (failure.kind === 'auth' || failure.kind === 'rateLimited')) {
    await step.ports.connections.hold(connectionId, failure.kind, data, failure.retryAfterMs);
    record.carried[node] = { s: 'tried', n: each.tries, ...maybe, ...edition };
    holdBack(call, [each]);
    return 'held';
  }
  const passing = failure.kind === 'transient' || failure.kind === 'rateLimited';
  // A probe that fails says nothing about its record, so it costs it no try; another record is the next to probe.
  const down = passing && connectionId !== undefined && (landed.probing || step.health.failed(connectionId, record.id));
  if (down) {
    await step.ports.connections.hold(connectionId, 'breaker', data, BREAKER_MS);
    record.carried[node] = { s: 'tried', n: each.tries, ...maybe, ...edition };
    holdBack(call, [each]);
    return 'held';
  }
  if (passing && n < call.retry.attempts) {
    record.carried[node] = { s: 'tried', n, ...maybe, ...edition };
    park(traveller, call.at, { reason: 'retry', delayMs: retryDelay(call.retry, n, failure.retryAfterMs) });
    return undefined;
  }
  if (connectionId !== undefined && landed.sent && !passing) await isWell(step, connectionId, landed.probing);
  // Asked under the same key, the other side would have repeated what it did: its refusal ends a doubt.
  const refused = call.effect === 'key' && landed.sent && !passing && !failure.uncertain;
  record.carried[node] = { s: 'failed', f: data, ...(refused ? {} : maybe), ...edition };
  fail(traveller, call.at, failure);
  return undefined;
}

/** The other side answered, with yes or no: it is there. */
async function isWell(step: BatchStep, connectionId: string, probing = false): Promise<void> {
  step.health.succeeded(connectionId);
  if (probing) await step.ports.connections.release(connectionId);
}
