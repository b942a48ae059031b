import { describeFailure, type FailureData, fill, type Language, messages } from '@raccord/contract';
import type { TestDifference } from '@raccord/runtime/testing/run-flow-test';
import Type from 'typebox';
import type { RanTest } from '../../flow-tests/run-tests.ts';
import { hasPassed } from '../../flow-tests/run-tests.ts';
import { FlowParams, Moment } from '../params.ts';

export const TestId = Type.String({ pattern: '^[a-z][a-z0-9-]{0,63}$' });
export const TestParams = Type.Object({ ...FlowParams.properties, test: TestId });
export const TestDocument = Type.Unknown({ description: 'A test of a flow: see flows/flow-test.schema.json.' });

export const testFields = {
  id: Type.String(),
  name: Type.String({ description: 'What it shows.' }),
  revision: Type.Integer({ description: 'Grows with each save; send it back when you save.' }),
  updatedAt: Moment,
  updatedBy: Type.String(),
};

export const Verdict = Type.Object({
  id: Type.String(),
  name: Type.String(),
  passed: Type.Boolean(),
  messages: Type.Array(Type.String(), { description: 'What is not as expected, a sentence each.' }),
  expected: Type.Unknown({ description: 'The `expect` of the test.' }),
  actual: Type.Optional(
    Type.Unknown({ description: 'What would have to be expected for it to pass; absent when it could not be run.' }),
  ),
});

export function verdictOf({ stored, result }: RanTest, language: Language) {
  const { differences, failure, actual } = result;
  return {
    id: stored.id,
    name: stored.name,
    passed: hasPassed(result),
    messages: [
      ...(failure === undefined ? [] : [describeFailure(failure, language)]),
      ...differences.map((difference) => describeDifference(difference, language)),
    ],
    expected: stored.test.expect,
    ...(actual === undefined ? {} : { actual }),
  };
}

function describeDifference({ code, params }: TestDifference, language: Language): string {
  const sentence = (messages as Record<string, { en: string; fr: string }>)[code];
  const { failure, ...others } = params as { failure?: FailureData };
  const why = failure === undefined ? {} : { failure: describeFailure(failure, language) };
  return fill(sentence?.[language] ?? code, { ...others, ...why });
}
