import { useEffect, useMemo, useRef, useState } from 'react';
import type { Cell, CoverageField } from './cells.ts';
import { createPreview, type Preview, startPreviewWorker } from './preview.ts';

/** Milliseconds without a keystroke before what was typed is evaluated. */
const PAUSE_MS = 150;

export function usePreview(): Preview {
  const [preview] = useState(() => createPreview(startPreviewWorker));
  useEffect(() => () => preview.close(), [preview]);
  return preview;
}

/** Cells that are asked for at once: what is in sight comes first. */
const CELLS_AT_ONCE = 2_000;

/**
 * What fields give on samples, in the order of the fields, and for which value of the field each row was evaluated. The first time it
 * grows from the top; it `isWhole` when the last field is there.
 */
export type Evaluated = {
  fields: readonly CoverageField[];
  rows: readonly Cell[][];
  contexts: number;
  isWhole: boolean;
};

/** @returns the newest cells; undefined before the first. They may be those of a moment ago while newer ones are under way. */
export function useCells(
  preview: Preview,
  asker: string,
  fields: readonly CoverageField[],
  contexts: readonly Record<string, unknown>[],
  textLength: number,
): Evaluated | undefined {
  const [evaluated, setEvaluated] = useState<Evaluated>();
  const isFirst = useRef(true);
  useEffect(() => {
    let isWanted = true;
    const ask = async () => {
      const atOnce = Math.ceil(CELLS_AT_ONCE / Math.max(1, contexts.length));
      const rows: Cell[][] = [];
      do {
        const some = fields.slice(rows.length, rows.length + atOnce);
        rows.push(...(await preview.ask(asker, { fields: some, contexts, textLength })));
        if (!isWanted) return;
        const isWhole = rows.length >= fields.length;
        const next = { fields: fields.slice(0, rows.length), rows: [...rows], contexts: contexts.length, isWhole };
        // Later all that is there stays until all is there anew.
        setEvaluated((before) => (isWhole || before?.isWhole !== true ? next : before));
      } while (rows.length < fields.length);
    };
    const timer = setTimeout(() => void ask(), isFirst.current ? 0 : PAUSE_MS);
    isFirst.current = false;
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [preview, asker, fields, contexts, textLength]);
  return evaluated;
}

/** The cell of a field on the first sample, as long as it was evaluated for what the field holds now. */
export function useCellOf(
  evaluated: Evaluated | undefined,
): (field: Pick<CoverageField, 'path' | 'value'>) => Cell | undefined {
  const byPath = useMemo(
    () => new Map(evaluated?.fields.map((field, index) => [field.path, { field, cell: evaluated.rows[index]?.[0] }])),
    [evaluated],
  );
  return ({ path, value }) => {
    const found = byPath.get(path);
    return found !== undefined && Object.is(found.field.value, value) ? found.cell : undefined;
  };
}
