type Window = { since: number; calls: number; failures: number; inARow: number; recordsInARow: Set<string> };

const WINDOW_MS = 30_000;
/** Enough calls that more failures than successes mean the connection and not the records. */
const CALLS = 20;
/** On a quiet connection: this many failures in a row, of several records. One record that always fails is that record's matter. */
const IN_A_ROW = 5;
const RECORDS_IN_A_ROW = 3;

/**
 * Watches how calls go, for each connection, in one worker; says when a connection is down, so that its work is held instead of
 * becoming thousands of failures.
 */
export class ConnectionHealth {
  private readonly windows = new Map<string, Window>();
  private readonly now: () => number;

  constructor(now: () => number = Date.now) {
    this.now = now;
  }

  succeeded(connectionId: string): void {
    const window = this.window(connectionId);
    window.calls += 1;
    window.inARow = 0;
    window.recordsInARow.clear();
  }

  /** @returns true when the connection should be held */
  failed(connectionId: string, recordId: string): boolean {
    const window = this.window(connectionId);
    window.calls += 1;
    window.failures += 1;
    window.inARow += 1;
    if (window.recordsInARow.size < RECORDS_IN_A_ROW) window.recordsInARow.add(recordId);
    const mostly = window.calls >= CALLS && window.failures * 2 > window.calls;
    const row = window.inARow >= IN_A_ROW && window.recordsInARow.size >= RECORDS_IN_A_ROW;
    if (!mostly && !row) return false;
    this.windows.delete(connectionId);
    return true;
  }

  private window(connectionId: string): Window {
    const now = this.now();
    const current = this.windows.get(connectionId);
    if (current !== undefined && now - current.since < WINDOW_MS) return current;
    const fresh: Window = {
      since: now,
      calls: 0,
      failures: 0,
      inARow: current?.inARow ?? 0,
      recordsInARow: current?.recordsInARow ?? new Set(),
    };
    this.windows.set(connectionId, fresh);
    return fresh;
  }
}
