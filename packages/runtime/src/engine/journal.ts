import { failPoint } from '../fail-points.ts';
import type { AttemptEntry, AttemptRow, BatchStore, ClaimedBatch } from '../ports.ts';

/** Thrown through the engine when another worker owns the batch: whatever we still do for it must not be recorded. */
export class LeaseLost extends Error {}

const FLUSH_AFTER_MS = 250;

/**
 * What the calls of a batch did, on its way to the store. "Record first, announce second": whoever is about to change something
 * outside flushes first, so that no effect can be built on another that a crash would make us forget. Rows left at the end of the
 * batch go with its settlement, which saves a commit for flows with one effect.
 */
export class Journal {
  private rows = new Map<string, AttemptEntry[]>();
  private lastFlush = Date.now();
  private readonly batch: ClaimedBatch;
  private readonly store: BatchStore;

  constructor(batch: ClaimedBatch, store: BatchStore) {
    this.batch = batch;
    this.store = store;
  }

  add(node: string, entry: AttemptEntry): void {
    const entries = this.rows.get(node);
    if (entries === undefined) this.rows.set(node, [entry]);
    else entries.push(entry);
  }

  /** Commits an intent before calls that cannot stay single. */
  async intend(node: string, entries: AttemptEntry[]): Promise<void> {
    failPoint('intent.before');
    await this.write([...this.take(), { node, kind: 'intent', entries }]);
    failPoint('intent.after');
  }

  async flush(): Promise<void> {
    if (this.rows.size > 0) await this.write(this.take());
  }

  /** Called while results come in, so that a crash during a long batch costs little. */
  async flushIfDue(): Promise<void> {
    if (this.rows.size > 0 && Date.now() - this.lastFlush > FLUSH_AFTER_MS) await this.write(this.take());
  }

  /** What has not been written yet; the caller writes it. */
  take(): AttemptRow[] {
    const rows = [...this.rows].map(([node, entries]): AttemptRow => ({ node, kind: 'result', entries }));
    this.rows = new Map();
    return rows;
  }

  private async write(rows: AttemptRow[]): Promise<void> {
    this.lastFlush = Date.now();
    failPoint('journal.before');
    if (!(await this.store.append(this.batch, rows))) throw new LeaseLost();
    failPoint('journal.after');
  }
}
