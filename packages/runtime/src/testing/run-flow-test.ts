import type { ConnectorRegistry, ExpectedRecord, FlowDocument, FlowTest, NodeKind } from '@raccord/contract';
import { differences } from './compare.ts';
import type { DryRecord } from './dry-records.ts';
import { type DryRunResult, dryRun } from './dry-run.ts';
import { judgeEffects } from './judge-effects.ts';

/** Something that is not as the test expects; `code` is the key of its sentence. */
export type TestDifference = { code: `flowTest.${string}`; params: Record<string, unknown> };
export type FlowTestResult = { differences: TestDifference[]; run: DryRunResult };

/**
 * Runs a flow test: the real engine in memory, then what became of the records and what would have been sent against what is expected.
 * An action that is called and has no mock is a failure of its record.
 */
export async function runFlowTest(
  document: FlowDocument,
  test: FlowTest,
  registry: ConnectorRegistry,
  signal?: AbortSignal,
): Promise<FlowTestResult> {
  const now = test.now === undefined ? undefined : Date.parse(test.now);
  const run = await dryRun(document, {
    registry,
    records: test.records,
    mocks: test.mocks ?? {},
    variables: test.env ?? {},
    unmocked: 'fail',
    ...(signal === undefined ? {} : { signal }),
    ...(now === undefined || Number.isNaN(now) ? {} : { now }),
  });
  const { records, effects, ordered = false } = test.expect;
  return {
    run,
    differences: [
      ...unknownMocks(document, test),
      ...(records === undefined ? [] : judgeRecords(records, run.records)),
      ...(effects === undefined ? [] : judgeEffects(effects, run, ordered)),
    ],
  };
}

const mocked: readonly NodeKind[] = ['action', 'subflow', 'approval'];

/** A mock for a node that is not there, or that asks nobody for anything, was meant for another. */
function unknownMocks(document: FlowDocument, { mocks = {} }: FlowTest): TestDifference[] {
  const callers = document.nodes.filter(({ kind }) => mocked.includes(kind)).map(({ id }) => id);
  return Object.keys(mocks)
    .filter((node) => !callers.includes(node))
    .map((node) => ({ code: 'flowTest.unknownMock', params: { node, nodes: callers.join(', ') } }));
}

function judgeRecords(expected: readonly ExpectedRecord[], records: readonly DryRecord[]): TestDifference[] {
  const cameIn = records.filter(({ parentId, gathered }) => parentId === undefined && !gathered);
  if (expected.length !== cameIn.length)
    return [{ code: 'flowTest.recordCount', params: { expected: expected.length, found: cameIn.length } }];
  return expected.flatMap((each, index) => {
    const record = cameIn[index]!;
    const found = judgeRecord(each, record, String(index));
    if (each.made === undefined) return found;
    const made = records.filter(({ parentId }) => parentId === record.id);
    if (made.length !== each.made.length)
      return [
        ...found,
        {
          code: 'flowTest.madeCount' as const,
          params: { record: index, expected: each.made.length, found: made.length },
        },
      ];
    return [...found, ...each.made.flatMap((one, at) => judgeRecord(one, made[at]!, `${index}.made[${at}]`))];
  });
}

function judgeRecord(expected: Omit<ExpectedRecord, 'made'>, record: DryRecord, where: string): TestDifference[] {
  const found: TestDifference[] = [];
  const { state, node, failure, answer, nodes = {} } = expected;
  if (state !== record.state)
    found.push({
      code: record.failure === undefined ? 'flowTest.state' : 'flowTest.stateFailed',
      params: { record: where, expected: state, found: record.state, failure: record.failure },
    });
  const compare = (part: string, wanted: unknown, got: unknown) => {
    for (const { path, expected: one, found: other } of differences(wanted, got)) {
      const place = [`records[${where}]`, part, path].filter((piece) => piece !== '').join('.');
      found.push({ code: 'flowTest.value', params: { where: place, expected: shown(one), found: shown(other) } });
    }
  };
  if (node !== undefined) compare('node', node, record.node);
  if (failure !== undefined) compare('failure', failure, record.failure);
  if (answer !== undefined) compare('answer', answer, record.answer?.body);
  for (const [id, wanted] of Object.entries(nodes)) compare(`nodes.${id}`, wanted, record.values[id]);
  return found;
}

/** JSON, or the word for nothing. */
export function shown(value: unknown): string {
  return JSON.stringify(value) ?? '–';
}
