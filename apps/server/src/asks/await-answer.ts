import { Failure } from '@raccord/contract';
import type { StoredAnswer } from '../stores/engine/connection-asks.ts';

const LOOK_MS = 50;

/**
 * Waits for what a worker says to a question that was put to it.
 * @param take takes the answer away, once there is one
 * @returns the answer; undefined when none came within `waitMs`
 * @throws Failure what the worker said
 */
export async function awaitAnswer(
  take: () => Promise<StoredAnswer | undefined>,
  waitMs: number,
): Promise<{ answer: unknown } | undefined> {
  for (const deadline = Date.now() + waitMs; Date.now() < deadline; ) {
    const said = await take();
    if (said !== undefined && 'failure' in said) throw Failure.fromData(said.failure);
    if (said !== undefined) return said;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  return undefined;
}
