import type { Answer } from '@raccord/runtime/ports';
import type { Pool } from 'pg';
import { type EndedRecord, readEnded } from '../stores/engine/read-ended.ts';

/** Senders give up after a while; so does the one who waits for a flow's answer. */
const WAIT_MS = 25_000;
/** In case a signal is lost, whoever waits looks for himself this often. */
const LOOK_MS = 1_000;

export type Outcome = { kind: 'answered'; answer: Answer } | { kind: 'ended'; state: string } | { kind: 'waiting' };

/** Where senders wait for the answer of a flow that responds. Workers say which records moved; the answers stand with the records. */
export class AnswerDesk {
  private readonly waiting = new Map<string, (outcome: Outcome) => void>();
  private looking = false;
  private again = false;
  private timer: NodeJS.Timeout | undefined;
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  wait(recordId: string): Promise<Outcome> {
    return new Promise((resolve) => {
      const timeout = setTimeout(() => settle({ kind: 'waiting' }), WAIT_MS);
      const settle = (outcome: Outcome) => {
        clearTimeout(timeout);
        this.waiting.delete(recordId);
        resolve(outcome);
      };
      this.waiting.set(recordId, settle);
      this.timer ??= setInterval(() => this.lookForAll(), LOOK_MS).unref();
    });
  }

  /** @param payload record ids, separated by spaces */
  heard(payload: string): void {
    if (payload.split(' ').some((id) => this.waiting.has(id))) void this.look();
  }

  close(): void {
    clearInterval(this.timer);
    for (const settle of this.waiting.values()) settle({ kind: 'waiting' });
  }

  private lookForAll(): void {
    if (this.waiting.size > 0) void this.look();
  }

  /** One question for everybody who waits; while it is asked, the next ones gather. */
  private async look(): Promise<void> {
    if (this.looking) {
      this.again = true;
      return;
    }
    this.looking = true;
    try {
      do {
        this.again = false;
        for (const record of await readEnded(this.pool, [...this.waiting.keys()]))
          this.waiting.get(record.id)?.(outcomeOf(record));
      } while (this.again);
    } catch {
      // The next look finds what this one could not.
    } finally {
      this.looking = false;
    }
  }
}

function outcomeOf({ state, answer }: EndedRecord): Outcome {
  return answer === undefined ? { kind: 'ended', state } : { kind: 'answered', answer };
}
