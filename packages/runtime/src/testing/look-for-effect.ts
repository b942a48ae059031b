import { type ConnectorRegistry, Failure } from '@raccord/contract';
import { compileFlow } from '../engine/compiled-flow.ts';
import { ConnectionHealth } from '../engine/connection-health.ts';
import { executeBatch } from '../engine/execute-batch.ts';
import { idempotencyKey } from '../engine/idempotency-key.ts';
import { type Call, markerOf } from '../engine/perform-action.ts';
import { fail } from '../engine/traveller.ts';
import { compileCall } from '../nodes/action.ts';
import type { BatchRecord, ClaimedBatch, ConnectionPort, FlowInPlace } from '../ports.ts';
import { memoryPorts } from './memory-ports.ts';

export type Sought = Pick<
  ClaimedBatch,
  'workspaceId' | 'flowId' | 'version' | 'environmentId' | 'runId' | 'startedAt'
> & {
  node: string;
  record: BatchRecord;
};
/** `output`: the receipt, as the action would have given it. */
export type Looked = { found: true; output: unknown } | { found: false };
type Tools = { registry: ConnectorRegistry; connections: ConnectionPort; signal: AbortSignal };

/**
 * Asks the other side whether an effect whose end nobody knows is there, as the next try would before it does anything: the action's
 * input is computed anew from what the record has done, and nothing is called on the way, nor changed.
 * @throws Failure `config` / `inbox.cannotLook`, `input` / `inbox.lookNotReached`, `transient` / `inbox.lookHeld`; what the vendor said
 */
export async function lookForEffect(inPlace: FlowInPlace, sought: Sought, tools: Tools): Promise<Looked> {
  const { registry, connections, signal } = tools;
  const { node: id, record, workspaceId } = sought;
  const compiled = compileFlow(inPlace, registry, (at, failure) => (_step, arriving) => {
    for (const traveller of arriving) fail(traveller, at, failure);
  });
  const at = compiled.plan.byId.get(id);
  if (at?.node.kind !== 'action') throw new Failure('config', 'inbox.cannotLook');
  const call = compileCall(at, at.node, { inPlace, registry, plan: compiled.plan });
  const { readback } = call.action;
  if (call.effect !== 'readback' || readback === undefined) throw new Failure('config', 'inbox.cannotLook');
  if (call.unbound !== undefined) throw call.unbound;
  const input = await inputOf(call, compiled, sought, tools);
  const opened = await connections.open(
    { connectorId: call.connectorId, connectionId: call.connectionId, workspaceId, queue: 'live' },
    signal,
  );
  if (opened.held) throw new Failure('transient', 'inbox.lookHeld');
  const entry = record.carried[id];
  const edition = (entry?.s === 'failed' || entry?.s === 'tried' ? entry.e : undefined) ?? 0;
  const context = {
    ...opened.context,
    idempotencyKey: idempotencyKey(record.id, id, edition),
    mayHaveRun: true,
    marker: markerOf(record),
  };
  const output = await readback(context, input);
  return output === undefined ? { found: false } : { found: true, output };
}

/** What the action was given: the record goes through its flow once more, with every connection held, as far as that action. */
async function inputOf(
  call: Call,
  compiled: ReturnType<typeof compileFlow>,
  { node: _node, record, ...place }: Sought,
  { registry, signal }: Tools,
): Promise<unknown> {
  let given: { input: unknown } | undefined;
  const nodes = compiled.nodes.map((each): (typeof compiled.nodes)[number] =>
    each.at.node.id !== call.at.node.id
      ? each
      : {
          at: each.at,
          run: (step, arriving) =>
            step.evaluate(each.at, call.mapping, arriving, (_traveller, input) => {
              given = { input };
            }),
        },
  );
  const { ports } = memoryPorts(registry, async () => new Map());
  const still = { ...ports, connections: { ...ports.connections, open: async () => ({ held: true as const }) } };
  const batch: ClaimedBatch = {
    ...place,
    id: record.id,
    queue: 'live',
    fence: 1,
    crashes: 0,
    records: [structuredClone(record)],
    journal: [],
  };
  await executeBatch(batch, { ...compiled, nodes }, still, new ConnectionHealth(), signal);
  if (given === undefined) throw new Failure('input', 'inbox.lookNotReached', { step: call.at.node.id });
  return given.input;
}
