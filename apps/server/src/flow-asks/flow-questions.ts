import type { FailureData, FlowDocument, FlowTest } from '@raccord/contract';
import type { FlowImpact, PastRecord } from '@raccord/runtime/testing/flow-impact';
import type { TestDifference } from '@raccord/runtime/testing/run-flow-test';

/** What a worker can be asked about a flow; see `answer-flow-ask.ts` for how each is answered. Nothing is changed outside, nothing is stored. */
export type FlowQuestion =
  /** Do these tests pass? `whole`: what it expects is not there yet, all that can be told is. */
  | { kind: 'tests'; document: FlowDocument; tests: { id: string; test: FlowTest; whole?: true }[] }
  /** What would these records do differently? */
  | {
      kind: 'impact';
      before: FlowDocument;
      after: FlowDocument;
      records: PastRecord[];
      variables: Record<string, unknown>;
      environment: string;
    };

export type FlowAnswers = {
  tests: { results: TestResult[] };
  impact: FlowImpact;
};
export type FlowQuestionKind = keyof FlowAnswers;
export type FlowQuestionOf<K extends FlowQuestionKind> = Extract<FlowQuestion, { kind: K }>;

/** `actual`: what would have to be expected for the test to pass, in the form of the test; absent when the flow could not be run. */
export type TestResult = {
  id: string;
  differences: TestDifference[];
  actual?: FlowTest['expect'];
  failure?: FailureData;
};
