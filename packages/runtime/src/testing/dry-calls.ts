import {
  type ActionDefinition,
  type ApprovalValue,
  type ConnectorRegistry,
  Failure,
  type FlowDocument,
  toFailure,
} from '@raccord/contract';
import { idempotencyKey } from '../engine/idempotency-key.ts';
import type { Ask, SubRun } from '../ports.ts';
import type { DryCall, DryRecords } from './dry-records.ts';
import { exampleOf } from './example-output.ts';
import { type MockedCall, mockRegistry } from './mock-registry.ts';
import type { Mocks } from './mocks.ts';
import { placesOf, type RecordedAnswers } from './recorded-answers.ts';

/** The calls of a dry run: finds out who calls, answers with the mock, and keeps what would have been sent. */
export class DryCalls {
  readonly made: DryCall[] = [];
  /** Nodes at which a person would have been asked. */
  readonly approvals = new Set<string>();
  private readonly tries = new Map<string, number>();
  private readonly callers = new Map<string, { record: string; node: string }>();
  private readonly nodes: readonly string[];
  private readonly records: DryRecords;
  private readonly mocks: Mocks;
  private readonly unmocked: 'example' | 'fail';
  private readonly examples: Readonly<Record<string, unknown>>;
  private readonly recorded: RecordedAnswers | undefined;
  private places = new Map<string, string>();

  constructor(
    document: FlowDocument,
    records: DryRecords,
    mocks: Mocks,
    unmocked: 'example' | 'fail',
    examples: Readonly<Record<string, unknown>> = {},
    recorded?: RecordedAnswers,
  ) {
    this.nodes = document.nodes.flatMap((node) => (node.kind === 'action' ? [node.id] : []));
    this.records = records;
    this.mocks = mocks;
    this.unmocked = unmocked;
    this.examples = examples;
    this.recorded = recorded;
  }

  registry(live: ConnectorRegistry): ConnectorRegistry {
    return mockRegistry(live, (call, action) => this.perform(call, action));
  }

  /** The flow that a record called answers with the mock of the node. */
  async answerSubflow({ parentRecordId: record, node, flowId, input }: SubRun): Promise<void> {
    try {
      const output = await this.answer({ record, node, uses: flowId, effect: 'subflow', input }, null);
      this.records.resume(record, node, { s: 'done', v: output });
    } catch (thrown) {
      this.records.resume(record, node, { s: 'failed', f: toFailure(thrown).within(node).toData() });
    }
  }

  /**
   * A person's answer: the mock of the node (`{ decision, data, comment }`, each of which may be left out), else yes to what they would
   * have been shown.
   */
  async answerApproval({ recordId: record, node, data, digest }: Ask): Promise<void> {
    this.approvals.add(node);
    const { index, input, carried } = this.records.get(record);
    const asked = carried[node];
    const of = asked?.s === 'asked' ? asked.of : { d: digest, e: 0 };
    try {
      const mock = this.mocks.has(node)
        ? await this.mocks.answer({ node, index, record: input, input: data, n: 1 })
        : {};
      const said: Partial<ApprovalValue> = typeof mock === 'object' && mock !== null ? mock : {};
      const value: ApprovalValue = {
        decision: said.decision === 'rejected' ? 'rejected' : 'approved',
        data: said.data === undefined ? data : said.data,
        edited: said.data !== undefined,
        how: 'person',
        by: null,
        comment: said.comment ?? null,
      };
      this.records.resume(record, node, { s: 'done', v: value, of });
    } catch (thrown) {
      this.records.resume(record, node, { s: 'failed', f: toFailure(thrown).within(node).toData(), fixed: true });
    }
  }

  private perform(call: MockedCall, action: ActionDefinition): Promise<unknown> {
    const { uses, effect, input } = call;
    const { record, node } = this.callerOf(call);
    return this.answer({ record, node, uses, effect, input }, action.output);
  }

  private async answer(call: Pick<DryCall, 'record' | 'node' | 'uses' | 'effect' | 'input'>, schema: unknown) {
    const { record, node, input } = call;
    const n = (this.tries.get(`${record} ${node}`) ?? 0) + 1;
    this.tries.set(`${record} ${node}`, n);
    const place = this.recorded === undefined ? undefined : this.placeOf(record);
    const known = !this.mocks.has(node) && this.recorded?.has(place, node) === true;
    const made: DryCall = { ...call, n, mocked: known || this.mocks.has(node) };
    this.made.push(made);
    try {
      if (known) {
        made.output = this.recorded?.give(place, node);
        return made.output;
      }
      if (!made.mocked && this.unmocked === 'fail') throw new Failure('config', 'dryRun.noMock', { node });
      const { index, input: data } = this.records.get(record);
      made.output = made.mocked
        ? await this.mocks.answer({ node, index, record: data, input, n })
        : this.exampleAt(node, schema);
      return made.output;
    } catch (thrown) {
      made.failure = toFailure(thrown).toData();
      throw thrown;
    }
  }

  /** Expressions get a copy: what one of them does to it is not seen by the next. */
  private exampleAt(node: string, schema: unknown): unknown {
    return Object.hasOwn(this.examples, node) ? structuredClone(this.examples[node]) : exampleOf(schema);
  }

  private placeOf(record: string): string | undefined {
    if (!this.places.has(record)) this.places = placesOf(this.records.all());
    return this.places.get(record);
  }

  /** The key is made of record and node, and nothing else tells an action where it stands. */
  private callerOf({ uses, idempotencyKey: key }: MockedCall): { record: string; node: string } {
    if (!this.callers.has(key))
      for (const record of this.records.ids())
        for (const node of this.nodes) this.callers.set(idempotencyKey(record, node, 0), { record, node });
    const caller = this.callers.get(key);
    if (caller === undefined) throw new Failure('bug', 'engine.unexpected', { message: `a call of ${uses} by nobody` });
    return caller;
  }
}
