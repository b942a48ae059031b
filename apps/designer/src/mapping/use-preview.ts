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

/** What fields give on samples, in the order of the fields, and for which value of the field each row was evaluated. */
export type Evaluated = { fields: readonly CoverageField[]; rows: readonly Cell[][]; contexts: number };

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
      const rows = await preview.ask(asker, { fields, contexts, textLength });
      if (isWanted) setEvaluated({ fields, rows, contexts: contexts.length });
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
