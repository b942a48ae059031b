import type { CellState } from './cells.ts';

/** The icons of the grid's cells, as characters: thousands of them are drawn at once. */
export const cellIcons: Record<CellState, string> = {
  error: '!',
  stopped: '■',
  missing: '▲',
  type: '≠',
  unknown: '?',
  cut: '✂',
  empty: '∅',
  ok: '✓',
};
