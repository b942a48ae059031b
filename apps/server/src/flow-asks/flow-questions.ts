import type { FailureData, FlowDocument, FlowTest } from '@raccord/contract';
import type { DryCall, DryRecord } from '@raccord/runtime/testing/dry-records';
import type { FlowImpact, PastRecord } from '@raccord/runtime/testing/flow-impact';
import type { Looked, Sought } from '@raccord/runtime/testing/look-for-effect';
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
    }
  /** Where would these samples go, and what would be sent? */
  | {
      kind: 'try';
      document: FlowDocument;
      records: unknown[];
      /** What steps once gave, by id. */
      examples: Record<string, unknown>;
      variables: Record<string, unknown>;
      environment: string;
    }
  /** What does a trigger read now? Absent `cursor`: from the beginning. */
  | {
      kind: 'page';
      workspaceId: string;
      uses: string;
      config: Record<string, unknown>;
      connectionId: string | undefined;
      cursor?: unknown;
    }
  /** Is the effect there whose end nobody knows? */
  | ({ kind: 'look' } & Sought);

export type FlowAnswers = {
  tests: { results: TestResult[] };
  impact: FlowImpact;
  try: { records: Omit<DryRecord, 'input'>[]; calls: DryCall[]; skippedWaits: string[]; answeredApprovals: string[] };
  page: { items: unknown[]; cursor: unknown };
  look: Looked;
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
