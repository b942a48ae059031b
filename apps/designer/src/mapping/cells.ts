import type { FailureData } from '@raccord/contract';
import type { JsonSchema } from '../inspector/json-schema.ts';

// What the screen knows of evaluated fields. How they are evaluated stays in the worker: none of its code is fetched by the page.

/** What a field gives on a sample, the worst first. `stopped`: the preview gave the expression up. */
export const cellStates = ['error', 'stopped', 'missing', 'type', 'unknown', 'cut', 'empty', 'ok'] as const;
export type CellState = (typeof cellStates)[number];

export type CoverageField = {
  path: string;
  /** Literals and templates, as they stand in the flow; undefined when nothing is mapped. */
  value: unknown;
  schema: JsonSchema;
  required: boolean;
};

export type Cell = {
  state: CellState;
  /** The value as text, shortened; absent where there is none. */
  text?: string;
  /** Why: what the sentence about it needs. */
  about?: Record<string, string | number>;
  failure?: FailureData;
};

/** A row for each field in their order, a cell for each sample. */
export type Coverage = Cell[][];

/** How many cells are in each state. */
export function countStates(coverage: readonly (readonly Cell[])[]): Record<CellState, number> {
  const counts = Object.fromEntries(cellStates.map((state) => [state, 0])) as Record<CellState, number>;
  for (const row of coverage) for (const { state } of row) counts[state] += 1;
  return counts;
}
