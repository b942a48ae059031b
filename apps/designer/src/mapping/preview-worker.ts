import type { Cell, CoverageField } from './cells.ts';

/** What the screen asks the worker. */
export type PreviewQuestion = {
  id: number;
  fields: readonly CoverageField[];
  contexts: readonly Record<string, unknown>[];
  textLength: number;
};
/** Which field is under way; then all cells. */
export type PreviewAnswer = { id: number; at: number } | { id: number; rows: Cell[][] };

/** The part of a worker's global scope that is used here; the project's own types are those of pages. */
type Scope = {
  onmessage: ((event: MessageEvent<PreviewQuestion>) => void) | null;
  postMessage(answer: PreviewAnswer): void;
};
const scope = globalThis as unknown as Scope;

// Fetched here and not above: a message that comes while a module still waits for itself would be lost.
const evaluator = import('./coverage.ts');

// Expressions run here and nowhere else on the page: one that never ends takes this worker with it, and not the screen.
scope.onmessage = async ({ data: { id, fields, contexts, textLength } }) => {
  const { coverageOf } = await evaluator;
  const rows = await coverageOf(fields, contexts, {
    textLength,
    onProgress: (at) => scope.postMessage({ id, at }),
  });
  scope.postMessage({ id, rows });
};
