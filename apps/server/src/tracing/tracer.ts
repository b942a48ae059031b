import type { Exchange } from '@raccord/connectors/shared/http/client';
import { tracedRecord } from '@raccord/runtime/engine/tracing';
import type { Log, Signals, TracedPlace, TracePort } from '@raccord/runtime/ports';
import type { Pool } from 'pg';
import { writeLiveEvent } from '../events/live-event.ts';
import type { KnownSecrets } from '../redaction/known-secrets.ts';
import { addTracingEntries, type NewEntry } from '../stores/tracings.ts';
import { keptCall, keptEvaluation, rawCall, rawEvaluation } from './trace-data.ts';

const FLUSH_MS = 200;
/** Entries that wait to be written; those beyond are dropped, since looking must not slow down the work. */
const MOST_WAITING = 500;
const AT_ONCE = 100;
const MOST_REMEMBERED = 1_000;

type Waiting = Omit<NewEntry, 'data'> & { data(): string };
type Tools = { pool: Pool; secrets: KnownSecrets; signals: Signals; log: Log };

/** Writes down what people look at, from wherever in a worker it happens. Nothing is done while nobody looks. */
export class Tracer implements TracePort {
  readonly #tools: Tools;
  /** Tracings that take no more; the rows that name them are read again every moment. */
  readonly #over = new Set<string>();
  #waiting: Waiting[] = [];
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(tools: Tools) {
    this.#tools = tools;
  }

  evaluated: TracePort['evaluated'] = (tracings, evaluation) => {
    const wanted = this.#wanted(tracings);
    if (wanted.length === 0) return;
    const { flowId, runId, node, recordId } = evaluation;
    const found = rawEvaluation(evaluation);
    const data = () => keptEvaluation(found, this.#tools.secrets.redact);
    this.#add(wanted, { kind: 'evaluation', at: Date.now(), flowId, runId, node, recordId, data });
  };

  /** What tells these tracings of a connection's calls. */
  exchanges(tracings: readonly string[], place?: TracedPlace): (exchange: Exchange) => void {
    return (exchange) => {
      const wanted = this.#wanted(tracings);
      if (wanted.length === 0) return;
      const found = rawCall(exchange);
      const data = () => keptCall(found, this.#tools.secrets.redact);
      const { flowId = null, runId = null, node = null } = place ?? {};
      const recordId = tracedRecord.getStore() ?? null;
      this.#add(wanted, { kind: 'call', at: exchange.startedAt, flowId, runId, node, recordId, data });
    };
  }

  /** Resolves when all that was taken is written. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    this.#flush();
    await this.#writing;
  }

  #wanted(tracings: readonly string[]): string[] {
    return this.#waiting.length >= MOST_WAITING ? [] : tracings.filter((id) => !this.#over.has(id));
  }

  #add(tracings: readonly string[], entry: Omit<Waiting, 'tracingId'>): void {
    for (const tracingId of tracings) this.#waiting.push({ ...entry, tracingId });
    this.#timer ??= setTimeout(() => this.#flush(), FLUSH_MS);
  }

  #flush(): void {
    this.#timer = undefined;
    const entries = this.#waiting;
    this.#waiting = [];
    if (entries.length === 0) return;
    this.#writing = this.#writing
      .then(() => this.#write(entries))
      .catch((error: unknown) => this.#tools.log.warn({ error: String(error) }, 'a trace could not be written'));
  }

  async #write(entries: readonly Waiting[]): Promise<void> {
    for (let from = 0; from < entries.length; from += AT_ONCE) {
      const some = entries.slice(from, from + AT_ONCE).filter(({ tracingId }) => !this.#over.has(tracingId));
      if (some.length === 0) continue;
      // Redacted as late as can be: the secrets of a connection are known from when it was opened.
      const ready = some.map((entry) => ({ ...entry, data: entry.data() }));
      const taken = await addTracingEntries(this.#tools.pool, ready);
      for (const { workspaceId, flowId, connectionId } of taken) {
        const ids = { ...(flowId === null ? {} : { flowId }), ...(connectionId === null ? {} : { connectionId }) };
        const event = writeLiveEvent({ workspaceId, type: 'tracing.changed', ...ids });
        this.#tools.signals.send('raccord_events', event);
      }
      const goesOn = new Set(taken.filter(({ over }) => !over).map(({ id }) => id));
      if (this.#over.size >= MOST_REMEMBERED) this.#over.clear();
      for (const { tracingId } of some) if (!goesOn.has(tracingId)) this.#over.add(tracingId);
    }
  }
}
