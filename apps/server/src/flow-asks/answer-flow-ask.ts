import { type ConnectorRegistry, Failure, toFailure } from '@raccord/contract';
import { redactedJson } from '@raccord/runtime/engine/redacted-json';
import type { ConnectionPort, FlowSource } from '@raccord/runtime/ports';
import { actualExpectation } from '@raccord/runtime/testing/actual-expectation';
import { flowImpact } from '@raccord/runtime/testing/flow-impact';
import { lookForEffect } from '@raccord/runtime/testing/look-for-effect';
import { runFlowTest } from '@raccord/runtime/testing/run-flow-test';
import type { Pool } from 'pg';
import type { KnownSecrets } from '../redaction/known-secrets.ts';
import type { StoredAnswer } from '../stores/engine/connection-asks.ts';
import { saveFlowAnswer, takeFlowAsk } from '../stores/engine/flow-asks.ts';
import type { FlowAnswers, FlowQuestion, FlowQuestionOf, TestResult } from './flow-questions.ts';
import { readPage } from './read-page.ts';
import { tryFlow } from './try-flow.ts';

/** What is not answered by then is said to be late: whoever asked waits. */
const WORK_MS = 20_000;
const MOST_BYTES = 4 * 1_048_576;

type Work = { registry: ConnectorRegistry; connections: ConnectionPort; flows: FlowSource; signal: AbortSignal };

type Tools = Omit<Work, 'signal'> & { pool: Pool; secrets: KnownSecrets };

/** Answers one question about a flow. What is written down is bounded and without secrets. */
export async function answerFlowAsk({ pool, secrets, ...work }: Tools, askId: string): Promise<void> {
  const question = await takeFlowAsk(pool, askId);
  if (question === undefined) return;
  // Nothing is changed outside, so a worker whose lease is in doubt may go on with it.
  const signal = AbortSignal.timeout(WORK_MS);
  const said = await told(() => answer(JSON.parse(question), { ...work, signal }));
  const text = redactedJson(said, secrets.redact);
  await saveFlowAnswer(pool, askId, Buffer.byteLength(text) <= MOST_BYTES ? JSON.parse(text) : tooLarge());
}

async function told(act: () => Promise<unknown>): Promise<StoredAnswer> {
  try {
    return { answer: await act() };
  } catch (thrown) {
    return { failure: toFailure(thrown).toData() };
  }
}

function tooLarge(): StoredAnswer {
  return { failure: new Failure('tooLarge', 'flowAsk.answerTooLarge', { limit: MOST_BYTES }).toData() };
}

function answer(question: FlowQuestion, work: Work): Promise<FlowAnswers[FlowQuestion['kind']]> {
  switch (question.kind) {
    case 'tests':
      return runTests(question, work);
    case 'try':
      return tryFlow(question, work);
    case 'page':
      return readPage(question, work);
    case 'look':
      return look(question, work);
    case 'impact': {
      const { before, after, records, variables, environment } = question;
      return flowImpact(before, after, records, { ...work, variables, environment });
    }
  }
}

async function look({ kind: _kind, ...sought }: FlowQuestionOf<'look'>, work: Work): Promise<FlowAnswers['look']> {
  try {
    return await lookForEffect(await work.flows.load(sought), sought, work);
  } catch (thrown) {
    throw work.signal.aborted ? new Failure('transient', 'connection.tooSlow') : thrown;
  }
}

async function runTests(
  { document, tests }: FlowQuestionOf<'tests'>,
  { registry, signal }: Work,
): Promise<FlowAnswers['tests']> {
  const results: TestResult[] = [];
  for (const { id, test, whole } of tests) {
    // A test that could not be run has not passed.
    if (signal.aborted) {
      results.push({ id, differences: [], failure: new Failure('transient', 'flowTest.late').toData() });
      continue;
    }
    try {
      const { differences, run } = await runFlowTest(document, test, registry, signal);
      results.push({ id, differences, actual: actualExpectation(whole ? undefined : test.expect, run) });
    } catch (thrown) {
      results.push({ id, differences: [], failure: toFailure(thrown).toData() });
    }
  }
  return { results };
}
