import { Failure } from '@raccord/contract';
import type { Doorbell } from '@raccord/runtime/ports';
import { uuidv7 } from '@raccord/runtime/uuid';
import type { Pool } from 'pg';
import { awaitAnswer } from '../asks/await-answer.ts';
import { dropFlowAsk, insertFlowAsk, takeFlowAnswer } from '../stores/engine/flow-asks.ts';
import type { FlowAnswers, FlowQuestionKind, FlowQuestionOf } from './flow-questions.ts';

const WAIT_MS = 40_000;

/**
 * Asks a worker to run a flow with its effects held back, and waits for what it says: the server itself evaluates no expression.
 * @throws Failure what the worker said; `transient` / `flowAsk.noWorker` when none answered
 */
export type AskAboutFlow = <K extends FlowQuestionKind>(question: FlowQuestionOf<K>) => Promise<FlowAnswers[K]>;

export function createFlowAsking(pool: Pool, doorbell: Pick<Doorbell, 'ring'>, waitMs = WAIT_MS): AskAboutFlow {
  return async <K extends FlowQuestionKind>(question: FlowQuestionOf<K>): Promise<FlowAnswers[K]> => {
    const id = uuidv7();
    await insertFlowAsk(pool, id, JSON.stringify(question));
    await doorbell.ring([{ queue: 'live', kind: 'flowAsk', id }]);
    const said = await awaitAnswer(() => takeFlowAnswer(pool, id), waitMs);
    // Written by `answer-flow-ask.ts`, for a question of this kind.
    if (said !== undefined) return said.answer as FlowAnswers[K];
    await dropFlowAsk(pool, id);
    throw new Failure('transient', 'flowAsk.noWorker', {}, { retryAfterMs: 5_000 });
  };
}
