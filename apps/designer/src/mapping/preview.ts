import type { Cell, Coverage, CoverageField } from './cells.ts';
import type { PreviewAnswer, PreviewQuestion } from './preview-worker.ts';

/** Milliseconds without a sign of life after which an expression is taken to be one that never ends. */
export const PREVIEW_LIMIT_MS = 800;
/** Until a worker has been fetched and started, it says nothing. */
const START_LIMIT_MS = 15_000;

type Question = Omit<PreviewQuestion, 'id'>;
type Asked = { question: Question; resolve: (coverage: Coverage) => void };

/**
 * Evaluates mappings beside the page. One question at a time; a newer one of the same asker takes the place of the one that waits. An
 * expression that does not end has its worker ended instead: its cells say so, the other fields are evaluated by a new worker.
 */
export function createPreview(start: () => Worker, limitMs = PREVIEW_LIMIT_MS) {
  let worker: Worker | undefined;
  let busy = false;
  let next = 0;
  const waiting = new Map<string, Asked>();
  /** Fields that did not end, as text: they are not tried again until they or the samples change. */
  const endless = new Set<string>();

  const nameOf = ({ value }: CoverageField) => JSON.stringify(value) ?? '';
  const stopped: Cell = { state: 'stopped', about: { limit: limitMs } };

  async function evaluate(question: Question): Promise<Coverage> {
    const rows = new Map<number, Cell[]>();
    const cells = Math.max(1, question.contexts.length);
    for (;;) {
      const open = [...question.fields.entries()].filter(([index, field]) => {
        if (endless.has(nameOf(field))) rows.set(index, Array<Cell>(cells).fill(stopped));
        return !rows.has(index);
      });
      if (open.length === 0) break;
      const answer = await ask({ ...question, fields: open.map(([, field]) => field) });
      if ('hung' in answer) {
        const [, field] = open[answer.hung] ?? open[0]!;
        endless.add(nameOf(field));
        continue;
      }
      for (const [place, [index]] of open.entries()) rows.set(index, answer.rows[place] ?? []);
    }
    return question.fields.map((_, index) => rows.get(index)!);
  }

  function ask(question: Question): Promise<{ rows: Cell[][] } | { hung: number }> {
    const id = next++;
    worker ??= start();
    const mine = worker;
    return new Promise((resolve) => {
      let at = 0;
      const end = () => {
        mine.terminate();
        worker = undefined;
        resolve({ hung: at });
      };
      let timer = setTimeout(end, START_LIMIT_MS);
      mine.onmessage = ({ data }: MessageEvent<PreviewAnswer>) => {
        if (data.id !== id) return;
        clearTimeout(timer);
        if ('rows' in data) return resolve(data);
        at = data.at;
        timer = setTimeout(end, limitMs);
      };
      // A worker that dies (out of memory) is one that was stopped.
      mine.onerror = () => {
        clearTimeout(timer);
        end();
      };
      mine.postMessage({ ...question, id } satisfies PreviewQuestion);
    });
  }

  async function work(): Promise<void> {
    if (busy) return;
    busy = true;
    for (let [asker, asked] = first(waiting); asker !== undefined; [asker, asked] = first(waiting)) {
      waiting.delete(asker);
      asked!.resolve(await evaluate(asked!.question));
    }
    busy = false;
  }

  return {
    /** @returns the cells, or never when a newer question of the same asker came first */
    ask: (asker: string, question: Question): Promise<Coverage> =>
      new Promise((resolve) => {
        waiting.set(asker, { question, resolve });
        void work();
      }),
    close: () => {
      waiting.clear();
      worker?.terminate();
      worker = undefined;
    },
  };
}
export type Preview = ReturnType<typeof createPreview>;

const first = <K, V>(map: Map<K, V>): [K, V] | [undefined, undefined] =>
  map.entries().next().value ?? [undefined, undefined];

export const startPreviewWorker = () =>
  new Worker(new URL('./preview-worker.ts', import.meta.url), { type: 'module', name: 'preview' });
