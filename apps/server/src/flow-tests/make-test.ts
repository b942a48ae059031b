import { Failure, type FlowDocument, type FlowTest } from '@raccord/contract';
import type { RecordedAnswer } from '@raccord/runtime/testing/recorded-answers';
import type { AskAboutFlow } from '../flow-asks/ask-about-flow.ts';
import { redactByName } from '../redaction/redact.ts';
import type { StoredPastRecord } from '../stores/past-records.ts';

/**
 * A test that shows what a record did: its data goes in, its calls are answered as they were answered then, and what the flow sends is
 * what is expected. What bears the name of a secret is blackened.
 */
export async function testFromRecord(
  askFlow: AskAboutFlow,
  document: FlowDocument,
  record: StoredPastRecord,
  { name, variables }: { name: string; variables: Record<string, unknown> },
): Promise<FlowTest> {
  const text = JSON.stringify(document);
  const env = Object.fromEntries(Object.entries(variables).filter(([variable]) => text.includes(`env.${variable}`)));
  const test: FlowTest = {
    name,
    records: [redactByName.value(record.input) ?? null],
    now: record.startedAt,
    ...(Object.keys(env).length === 0 ? {} : { env: redactByName.value(env) as Record<string, unknown> }),
    mocks: mocksOf(document, record.answers),
    expect: { records: [], effects: [] },
  };
  const { results } = await askFlow({ kind: 'tests', document, tests: [{ id: 'made', test, whole: true }] });
  const [{ actual, failure } = {}] = results;
  if (actual === undefined)
    throw failure === undefined ? new Failure('transient', 'flowTest.late') : Failure.fromData(failure);
  return { ...test, expect: actual };
}

/** One answer for each step that called; where a split made several records of one, what the first of them was told. */
function mocksOf(document: FlowDocument, answers: readonly RecordedAnswer[]): Record<string, unknown> {
  const callers = document.nodes.filter(({ kind }) => kind === 'action' || kind === 'subflow');
  return Object.fromEntries(
    callers.flatMap(({ id }) => {
      const answered = answers.filter(({ node }) => node === id);
      const [first] = answered.map(({ place }) => place).sort(byPlace);
      const last = answered.findLast(({ place }) => place === first);
      return last === undefined ? [] : [[id, mockOf(last)]];
    }),
  );
}

const byPlace = (a: string, b: string) => a.localeCompare(b, 'en', { numeric: true });

function mockOf({ output, failure }: RecordedAnswer): unknown {
  if (failure !== undefined) {
    const { kind, code, params } = failure;
    return { failure: { kind, code, params: redactByName.value(params) } };
  }
  const given = literal(redactByName.value(output) ?? null);
  // A list would be read as one answer for each record.
  return Array.isArray(given) ? [given] : given;
}

/** What came back is data: braces in it are no expressions. */
function literal(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('{{', '\\{{');
  if (Array.isArray(value)) return value.map(literal);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, literal(item)]));
}
