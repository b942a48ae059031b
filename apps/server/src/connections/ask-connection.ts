import { Failure } from '@raccord/contract';
import type { Doorbell } from '@raccord/runtime/ports';
import { uuidv7 } from '@raccord/runtime/uuid';
import type { Pool } from 'pg';
import { awaitAnswer } from '../asks/await-answer.ts';
import { dropAsk, insertAsk, takeAnswer } from '../stores/engine/connection-asks.ts';
import { askPlace, type Vault } from '../vault/vault.ts';
import type { Answers, QuestionKind, QuestionOf } from './asks.ts';

const WAIT_MS = 25_000;

/**
 * Asks a worker about a connection, and waits for what it says: the server itself never opens credentials.
 * @throws Failure what the vendor or the worker said; `transient` / `connection.noWorker` when none answered
 */
export type AskConnection = <K extends QuestionKind>(
  connection: { id: string; workspaceId: string },
  question: QuestionOf<K>,
) => Promise<Answers[K]>;

export function createAsking(
  pool: Pool,
  doorbell: Pick<Doorbell, 'ring'>,
  vault: Vault,
  waitMs = WAIT_MS,
): AskConnection {
  return async <K extends QuestionKind>(
    { id: connectionId, workspaceId }: { id: string; workspaceId: string },
    question: QuestionOf<K>,
  ): Promise<Answers[K]> => {
    const id = uuidv7();
    const sealed = vault.sealSecret(JSON.stringify(question), askPlace(workspaceId, connectionId));
    await insertAsk(pool, id, connectionId, sealed);
    await doorbell.ring([{ queue: 'live', kind: 'ask', id, first: true }]);
    const said = await awaitAnswer(() => takeAnswer(pool, id), waitMs);
    // Written by `answer-ask.ts`, for a question of this kind.
    if (said !== undefined) return said.answer as Answers[K];
    await dropAsk(pool, id);
    throw new Failure('transient', 'connection.noWorker', {}, { retryAfterMs: 5_000 });
  };
}
