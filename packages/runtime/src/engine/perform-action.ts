import {
  type ActionContext,
  type ActionDefinition,
  type ConnectorContext,
  type Effect,
  Failure,
  type NodeOf,
  toFailure,
} from '@raccord/contract';
import { failPoint } from '../fail-points.ts';
import type { PlanNode } from '../flow/plan-flow.ts';
import type { CompiledMapping } from '../mapping/mapping.ts';
import type { OpenedConnection } from '../ports.ts';
import type { BatchStep } from './batch-step.ts';
import { UNSEEN } from './carried.ts';
import { remembering } from './exchange.ts';
import { idempotencyKey } from './idempotency-key.ts';
import { inParallel } from './in-parallel.ts';
import { LeaseLost } from './journal.ts';
import { landCall } from './land-call.ts';
import type { RetryPolicy } from './retry-delay.ts';
import { tracedRecord } from './tracing.ts';
import { advance, doubt, fail, isOwn, park, type Traveller } from './traveller.ts';

/** An action node, compiled. */
export type Call = {
  at: PlanNode;
  node: NodeOf<'action'>;
  action: ActionDefinition;
  connectorId: string;
  connectionId: string | undefined;
  unbound: Failure | undefined;
  effect: Effect;
  mapping: CompiledMapping;
  check: (input: unknown) => Failure | undefined;
  retry: RetryPolicy;
};

/** One record's call, about to be made. */
export type Ready = { traveller: Traveller; input: unknown; key: string; tries: number; mayHaveRun: boolean };
/** Who is further back than this asks again in between. */
const LONGEST_TURN_MS = 600_000;

type Open = Extract<OpenedConnection, { held: false }>;

/** Calls an action for the records that arrived: what was done before is not done again, what cannot be sent now waits. */
export async function performAction(step: BatchStep, call: Call, arriving: readonly Traveller[]): Promise<void> {
  const ready = await makeReady(
    step,
    call,
    arriving.filter((traveller) => recall(call, traveller)),
  );
  if (ready.length === 0) return;
  const opened = await openConnection(step, call, ready);
  if (opened === undefined) return;
  if (call.effect !== 'read') await step.journal.flush();
  if (call.effect === 'none') await callInChunks(step, call, opened, ready);
  else if (call.action.bulk !== undefined && ready.length > 1) await callInBulk(step, call, opened, ready);
  else await callEach(step, call, opened, ready);
}

/** Sends on what an earlier batch recorded. @returns true when the call is still to be made */
function recall(call: Call, traveller: Traveller): boolean {
  const entry = traveller.record.carried[call.at.node.id];
  if (entry?.s === 'done') advance(traveller, call.at, entry.v);
  else if (entry?.s === 'failed') fail(traveller, call.at, Failure.fromData(entry.f));
  else if (entry?.s === 'doubt') doubt(traveller, call.at, entry.f);
  else return isOwn(traveller, call.at);
  return false;
}

async function makeReady(step: BatchStep, call: Call, arriving: readonly Traveller[]): Promise<Ready[]> {
  const ready: Ready[] = [];
  const node = call.at.node.id;
  await step.evaluate(call.at, call.mapping, arriving, (traveller, input) => {
    const wrong = call.unbound ?? call.check(input)?.within(node);
    if (wrong !== undefined) return fail(traveller, call.at, wrong);
    const entry = traveller.record.carried[node];
    const tried = entry?.s === 'tried' ? entry : undefined;
    // What cannot stay single tells by its intents.
    const unseen = call.effect !== 'none' && traveller.record.carried[UNSEEN] !== undefined;
    const mayHaveRun = tried?.maybe === true || unseen;
    if (call.effect === 'none' && mayHaveRun) return unknownOutcome(call, traveller, ready, input);
    ready.push({
      traveller,
      input,
      key: idempotencyKey(traveller.record.id, node, tried?.e ?? 0),
      tries: tried?.n ?? 0,
      mayHaveRun,
    });
  });
  return ready;
}

/** The effect may have happened and nothing can tell: the flow's policy decides, by default a person. */
function unknownOutcome(call: Call, traveller: Traveller, ready: Ready[], input: unknown): void {
  const node = call.at.node.id;
  const failure = new Failure(
    'transient',
    'engine.outcomeUnknown',
    { action: call.node.uses },
    { at: node, uncertain: true },
  );
  const policy = call.node.inDoubt ?? 'ask';
  if (policy === 'skip') {
    traveller.record.carried[node] = { s: 'done' };
    return advance(traveller, call.at, undefined);
  }
  if (policy === 'repeat') {
    const entry = traveller.record.carried[node];
    const tries = entry?.s === 'tried' ? entry.n : 0;
    ready.push({ traveller, input, key: idempotencyKey(traveller.record.id, node, 0), tries, mayHaveRun: true });
    return;
  }
  traveller.record.carried[node] = { s: 'doubt', f: failure.toData() };
  doubt(traveller, call.at, failure.toData());
}

async function openConnection(step: BatchStep, call: Call, ready: readonly Ready[]): Promise<Open | undefined> {
  try {
    const { connectorId, connectionId } = call;
    const { workspaceId, queue } = step.batch;
    const wanted = { connectorId, connectionId, workspaceId, queue, ...tracedPlace(step, call) };
    const opened = await step.ports.connections.open(wanted, step.signal);
    if (!opened.held) return opened;
    holdBack(call, ready);
  } catch (thrown) {
    const failure = toFailure(thrown);
    for (const each of ready) await landCall(step, call, each, { failure, sent: false });
  }
  return undefined;
}

function tracedPlace(step: BatchStep, call: Call) {
  const { tracings } = step.flow.inPlace;
  const { flowId, runId } = step.batch;
  return { place: { flowId, runId, node: call.at.node.id }, ...(tracings === undefined ? {} : { tracings }) };
}

/**
 * Why the rest is not called now: its connection is held, or its turn in the connection's rate budget comes later, one after the other
 * from `inMs` on.
 */
export type Held = 'held' | { inMs: number; eachMs: number };

export function holdBack(call: Call, ready: readonly Ready[], held: Held = 'held'): void {
  for (const { traveller } of ready) {
    if (held === 'held') {
      const connection = call.connectionId === undefined ? {} : { connectionId: call.connectionId };
      park(traveller, call.at, { reason: 'held', ...connection });
    } else {
      park(traveller, call.at, { reason: 'retry', delayMs: Math.min(held.inMs, LONGEST_TURN_MS) });
      held.inMs += held.eachMs;
    }
  }
}

async function callEach(step: BatchStep, call: Call, opened: Open, ready: readonly Ready[]): Promise<void> {
  let held: Held | undefined;
  await inParallel(ready, step.flow.concurrency, async (each) => {
    if (held !== undefined) return holdBack(call, [each], held);
    held = (await callTraced(step, call, opened, each)) ?? held;
    await step.journal.flushIfDue();
  });
}

/** So that whoever looks at the calls sees which record each was for. */
function callTraced(step: BatchStep, call: Call, opened: Open, each: Ready): Promise<Held | undefined> {
  const make = () => callOne(step, call, opened, each);
  return opened.traced ? tracedRecord.run(each.traveller.record.id, make) : make();
}

async function callOne(step: BatchStep, call: Call, opened: Open, each: Ready): Promise<Held | undefined> {
  step.mustBeOurs();
  const startedAt = Date.now();
  const { http, last } = remembering(opened.context.http);
  const context: ActionContext = {
    ...opened.context,
    http,
    idempotencyKey: each.key,
    mayHaveRun: each.mayHaveRun,
    marker: markerOf(each.traveller.record),
  };
  try {
    failPoint('call.before');
    const earlier = each.mayHaveRun ? await call.action.readback?.(context, each.input) : undefined;
    if (earlier === undefined) step.mustBeOurs();
    const output = earlier ?? (await call.action.run(context, each.input));
    failPoint('call.after');
    return landCall(step, call, each, { output, ms: Date.now() - startedAt, probing: opened.probing, sent: true });
  } catch (thrown) {
    if (thrown instanceof LeaseLost || step.signal.aborted) throw new LeaseLost();
    const ms = Date.now() - startedAt;
    const { probing } = opened;
    return landCall(step, call, each, { failure: afterCall(call, thrown), exchange: last(), ms, probing, sent: true });
  }
}

/** What a connector did not foresee may have come up before its call or after it. */
function afterCall(call: Call, thrown: unknown): Failure {
  const failure = toFailure(thrown);
  if (thrown instanceof Failure || call.effect === 'read') return failure;
  return new Failure(failure.kind, failure.code, failure.params, { uncertain: true, cause: thrown });
}

/** Calls that cannot stay single: an intent is committed before each few, so that a crash leaves few in doubt. */
async function callInChunks(step: BatchStep, call: Call, opened: Open, ready: readonly Ready[]): Promise<void> {
  const size = step.flow.concurrency;
  for (let from = 0; from < ready.length; from += size) {
    const chunk = ready.slice(from, from + size);
    await step.journal.intend(
      call.at.node.id,
      chunk.map(({ traveller, tries, key }) => ({ r: traveller.record.id, n: tries + 1, k: key })),
    );
    let held: Held | undefined;
    const all = inParallel(chunk, size, async (each) => {
      held = (await callTraced(step, call, opened, each)) ?? held;
    });
    // Also when one of them could not be landed: the others' results are what keeps them from being in doubt.
    await all.finally(() => step.journal.flush());
    if (held !== undefined) return holdBack(call, ready.slice(from + size), held);
  }
}

async function callInBulk(step: BatchStep, call: Call, opened: Open, ready: readonly Ready[]): Promise<void> {
  const bulk = call.action.bulk!;
  const context: ConnectorContext = opened.context;
  const chunks: Ready[][] = [];
  for (let from = 0; from < ready.length; from += bulk.max) chunks.push(ready.slice(from, from + bulk.max));
  let held: Held | undefined;
  await inParallel(chunks, step.flow.concurrency, async (chunk) => {
    if (held !== undefined) return holdBack(call, chunk, held);
    step.mustBeOurs();
    const startedAt = Date.now();
    const items = chunk.map(({ traveller, input, key, mayHaveRun }) => ({
      input,
      idempotencyKey: key,
      mayHaveRun,
      marker: markerOf(traveller.record),
    }));
    failPoint('call.before');
    const results = await bulk.run(context, items).catch((thrown: unknown) => {
      if (step.signal.aborted) throw new LeaseLost();
      const failure = afterCall(call, thrown).toData();
      return items.map(() => ({ ok: false as const, failure }));
    });
    failPoint('call.after');
    const ms = Date.now() - startedAt;
    const unanswered = new Failure('bug', 'engine.bulkShort', { uses: call.node.uses }, { uncertain: true }).toData();
    for (const [index, each] of chunk.entries()) {
      const result = results[index] ?? { ok: false, failure: unanswered };
      const landed = result.ok
        ? { output: result.output, ms, probing: opened.probing, sent: true as const }
        : { failure: Failure.fromData(result.failure), ms, probing: opened.probing, sent: true as const };
      held = (await landCall(step, call, each, landed)) ?? held;
    }
    await step.journal.flushIfDue();
  });
}

export function markerOf({ id }: { id: string }): string {
  return `raccord:${id}`;
}
