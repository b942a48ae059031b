import { type ConnectorRegistry, Failure, type FlowDocument } from '@raccord/contract';
import { type BrokenNode, type CompiledFlow, compileFlow } from '../engine/compiled-flow.ts';
import { ConnectionHealth } from '../engine/connection-health.ts';
import { executeBatch } from '../engine/execute-batch.ts';
import { fail } from '../engine/traveller.ts';
import type { ClaimedBatch } from '../ports.ts';
import { DryCalls } from './dry-calls.ts';
import { type DryCall, type DryRecord, DryRecords } from './dry-records.ts';
import { memoryPorts } from './memory-ports.ts';
import { Mocks } from './mocks.ts';
import type { RecordedAnswers } from './recorded-answers.ts';

export type DryRunOptions = {
  registry: ConnectorRegistry;
  records: readonly unknown[];
  mocks?: Readonly<Record<string, unknown>>;
  /** What expressions read as `env`. */
  variables?: Readonly<Record<string, unknown>>;
  environment?: string;
  /** Milliseconds since 1970: the time of the run. */
  now?: number;
  /** What an action without a mock does: give an example of its output, or fail (`dryRun.noMock`). */
  unmocked: 'example' | 'fail';
  /** By node: what it once gave, a better example than one that is made up. */
  examples?: Readonly<Record<string, unknown>>;
  /** Of an earlier run: what actions without a mock answered then, they answer again. */
  recorded?: RecordedAnswers;
  /** A node that cannot be made ready fails the records that come to it, not the flow: the drawing is under way. */
  unfinished?: boolean;
  /** Fires when nobody waits for the result any more. */
  signal?: AbortSignal;
};

export type DryRunResult = {
  /** Those that came in, in their order, then those that the flow made. */
  records: DryRecord[];
  /** Every call that was held back, in order. */
  calls: DryCall[];
  /** Waits that a live run would have kept. */
  skippedWaits: string[];
  /** Approvals that a live run would have asked a person for. */
  answeredApprovals: string[];
};

/** A flow that goes round and round ends here. Each round takes every record one call further at least. */
const MOST_ROUNDS = 1_000;
/** The same for every dry run, so that `$random()` is. */
const RUN_ID = '00000000-0000-7000-8000-000000000000';

/**
 * Takes records through a flow with the real engine, in memory: mappings, checks, branches, splits, aggregates, retries and their
 * failures are those of a live run. Nothing leaves the house: actions and subflows answer with mocks. Waits, pauses between tries and
 * throttled connections are over at once; a connection that lost its account stays held, as it would.
 * @throws Failure `config` when the flow cannot be compiled; `checkFlow` tells beforehand; `transient` / `dryRun.late` after `signal`
 */
export async function dryRun(document: FlowDocument, options: DryRunOptions): Promise<DryRunResult> {
  const {
    variables = {},
    environment = 'dry-run',
    now = Date.now(),
    unfinished = false,
    signal = new AbortController().signal,
  } = options;
  const records = new DryRecords(RUN_ID, options.records);
  const calls = new DryCalls(
    document,
    records,
    new Mocks(options.mocks ?? {}, now),
    options.unmocked,
    options.examples,
    options.recorded,
  );
  const registry = calls.registry(options.registry);
  const bindings = Object.fromEntries(Object.keys(document.connections ?? {}).map((slot) => [slot, `dry-run:${slot}`]));
  const place = { id: RUN_ID, name: environment, variables: { ...variables } };
  const inPlace = { document, environment: place, bindings };
  const flow = watched(compileFlow(inPlace, registry, unfinished ? failRecords : undefined), records, signal);
  const { ports, held } = memoryPorts(registry, async (_lane, keys) => records.earliestWaiting(keys));
  const health = new ConnectionHealth();

  for (let round = 1; round <= MOST_ROUNDS; round += 1) {
    const batch = batchOf(document, flow, records, now, round);
    if (batch.records.length === 0) break;
    const settlement = await executeBatch(batch, flow, ports, health, signal).catch((thrown: unknown) => {
      throw signal.aborted ? late() : thrown;
    });
    const moved = records.settle(settlement, held);
    for (const subRun of settlement.subRuns) await calls.answerSubflow(subRun);
    for (const ask of settlement.asks) await calls.answerApproval(ask);
    const released = records.completeGroups();
    if (!moved && !released) break;
  }
  return {
    records: records.all(),
    calls: calls.made,
    skippedWaits: [...records.skippedWaits],
    answeredApprovals: [...calls.approvals],
  };
}

const failRecords: BrokenNode = (at, failure) => (_step, arriving) => {
  for (const traveller of arriving) fail(traveller, at, failure);
};

function batchOf(
  document: FlowDocument,
  flow: CompiledFlow,
  records: DryRecords,
  startedAt: number,
  round: number,
): ClaimedBatch {
  return {
    id: `${RUN_ID}:${round}`,
    workspaceId: RUN_ID,
    runId: RUN_ID,
    flowId: document.id,
    version: 1,
    environmentId: RUN_ID,
    startedAt,
    queue: 'live',
    ...(flow.ordered ? { lane: document.id } : {}),
    fence: 1,
    crashes: 0,
    records: records.takeRunnable(),
    journal: [],
  };
}

/** Evaluating may take this long before others in the process have their turn. */
const TURN_MS = 50;

/** The same flow, with what each node gave kept beside, one record after the other so that nobody waits for all of them. */
function watched(flow: CompiledFlow, records: DryRecords, signal: AbortSignal): CompiledFlow {
  let turn = performance.now();
  return {
    ...flow,
    nodes: flow.nodes.map(({ at, run }) => ({
      at,
      run: async (step, arriving) => {
        for (const traveller of arriving) {
          if (performance.now() - turn > TURN_MS) {
            await new Promise((resolve) => setTimeout(resolve));
            turn = performance.now();
          }
          if (signal.aborted) throw late();
          await run(step, [traveller]);
          records.saw(traveller.record.id, at.node.id, traveller.context[at.node.id]);
        }
      },
    })),
  };
}

const late = () => new Failure('transient', 'dryRun.late');
