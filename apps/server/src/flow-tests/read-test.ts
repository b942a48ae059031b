import { Failure, type FlowTest } from '@raccord/contract';
import { readFlowTest } from '@raccord/runtime/testing/read-flow-test';

const MOST_BYTES = 262_144;
/** The document and what JSON needs around it. */
export const TEST_BODY_LIMIT = MOST_BYTES + 65_536;

/**
 * Reads a test that somebody sent.
 * @throws Failure `input` / `server.flowTestInvalid` with the `problems` of its form, `tooLarge` / `server.flowTestTooLarge`
 */
export function readTest(sent: unknown): FlowTest {
  const read = readFlowTest(sent);
  if (!read.ok)
    throw new Failure('input', 'server.flowTestInvalid', { count: read.problems.length, problems: read.problems });
  if (Buffer.byteLength(JSON.stringify(read.test)) > MOST_BYTES)
    throw new Failure('tooLarge', 'server.flowTestTooLarge', { limit: MOST_BYTES });
  return read.test;
}
