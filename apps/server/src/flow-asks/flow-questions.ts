import type { FailureData, FlowDocument, FlowTest } from '@raccord/contract';
import type { TestDifference } from '@raccord/runtime/testing/run-flow-test';

/** What a worker can be asked about a flow; see `answer-flow-ask.ts` for how each is answered. Nothing is called, nothing is stored. */
export type FlowQuestion =
  /** Do these tests pass? */
  { kind: 'tests'; document: FlowDocument; tests: { id: string; test: FlowTest }[] };

export type FlowAnswers = {
  tests: { results: TestResult[] };
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
