import { useElementSize, useMergedRef } from '@mantine/hooks';
import { type KeyboardEvent, memo, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cellIcons } from './cell-icons.ts';
import { cellSentence } from './cell-shown.tsx';
import type { Cell } from './cells.ts';
import classes from './coverage-grid.module.css';

/** Heights and widths of the style sheet, in pixels. */
const ROW = 30;
const COLUMN = 112;
const LABEL = 260;

export type CoverageRow = { path: string; title: string; cells: readonly Cell[] };
type Props = {
  rows: readonly CoverageRow[];
  columns: readonly string[];
  onOpen: (path: string, column: number) => void;
};

/** Fields × samples, with what becomes of each. Only the cells in sight are drawn. */
export function CoverageGrid({ rows, columns, onOpen }: Props) {
  const { t } = useTranslation();
  const { ref: sized, height, width } = useElementSize<HTMLDivElement>();
  const box = useRef<HTMLDivElement>(null);
  const ref = useMergedRef(box, sized);
  /** The row and the column at the edge: drawn again when another one comes to stand there. */
  const [edge, setEdge] = useState({ row: 0, column: 0 });
  const [current, setCurrent] = useState({ row: 0, column: 0, wantsFocus: false });
  const inSight = {
    row: stretch(edge.row, Math.max(height, 20 * ROW) / ROW, rows.length, 3),
    column: stretch(edge.column, Math.max(width - LABEL, 8 * COLUMN) / COLUMN, columns.length, 2),
  };
  const at = { row: clamp(current.row, rows.length), column: clamp(current.column, columns.length) };

  useEffect(() => {
    if (current.wantsFocus) box.current?.querySelector<HTMLElement>('td[tabindex="0"]')?.focus();
  }, [current]);

  /** A cell that got the focus by other ways is where the arrow keys go on from. */
  const reach = useCallback((row: number, column: number) => {
    setCurrent((was) => (was.row === row && was.column === column ? was : { row, column, wantsFocus: false }));
  }, []);
  const follow = ({ scrollTop, scrollLeft }: HTMLElement) => {
    const next = { row: Math.floor(scrollTop / ROW), column: Math.floor(scrollLeft / COLUMN) };
    setEdge((was) => (was.row === next.row && was.column === next.column ? was : next));
  };
  const go = (row: number, column: number) => {
    const element = box.current!;
    const next = { row: clamp(row, rows.length), column: clamp(column, columns.length), wantsFocus: true };
    reveal(element, next);
    follow(element);
    setCurrent(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor(height / ROW) - 2);
    const move = moveOf(event, at, page, { row: rows.length - 1, column: columns.length - 1 });
    const row = rows[at.row];
    if (event.key === 'Enter' && row !== undefined) onOpen(row.path, at.column);
    else if (move !== undefined) go(move.row, move.column);
    else return;
    event.preventDefault();
  };
  const { row: down, column: across } = inSight;
  // There is always one cell to come to by Tab: where the current one is out of sight, the nearest that is not.
  const shown = columns
    .slice(across.first, across.last)
    .map((label, offset) => ({ label, column: across.first + offset }));
  const stop = { row: within(at.row, down), column: within(at.column, across) };
  return (
    <div className={classes.scroll} ref={ref} onScroll={({ currentTarget }) => follow(currentTarget)}>
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells one moves through with arrow keys
        role="grid"
        className={classes.grid}
        aria-label={t('mapping.coverage.label')}
        aria-description={t('mapping.coverage.hint')}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length + 1}
        onKeyDown={onKeyDown}
        style={{ width: LABEL + columns.length * COLUMN }}
      >
        <colgroup>
          <col style={{ width: LABEL }} />
          <col span={columns.length} style={{ width: COLUMN }} />
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" aria-colindex={1} className={classes.corner}>
              {t('mapping.coverage.field')}
            </th>
            {across.first > 0 && <td aria-hidden colSpan={across.first} className={classes.gap} />}
            {shown.map(({ label, column }) => (
              <th key={column} scope="col" aria-colindex={column + 2} className={classes.column} title={label}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {down.first > 0 && <Gap rows={down.first} />}
          {rows.slice(down.first, down.last).map(({ path, title, cells }, offset) => (
            <GridRow
              key={path}
              path={path}
              title={title}
              cells={cells}
              index={down.first + offset}
              columns={columns}
              from={across.first}
              to={across.last}
              stop={down.first + offset === stop.row ? stop.column : undefined}
              onReach={reach}
              onOpen={onOpen}
            />
          ))}
          {down.last < rows.length && <Gap rows={rows.length - down.last} />}
        </tbody>
      </table>
    </div>
  );
}

/** Rows that are out of sight. */
const Gap = ({ rows }: { rows: number }) => <tr aria-hidden style={{ height: rows * ROW }} />;

type RowProps = Pick<Props, 'columns' | 'onOpen'> &
  CoverageRow & {
    index: number;
    /** The columns that are drawn. */
    from: number;
    to: number;
    /** The column that Tab comes to. */
    stop: number | undefined;
    onReach: (row: number, column: number) => void;
  };

const GridRow = memo(function GridRow({
  path,
  title,
  cells,
  index,
  columns,
  from,
  to,
  stop,
  onReach,
  onOpen,
}: RowProps) {
  const { t } = useTranslation();
  return (
    <tr aria-rowindex={index + 2}>
      <th scope="row" aria-colindex={1} className={classes.label} title={path}>
        {title}
      </th>
      {from > 0 && <td aria-hidden colSpan={from} className={classes.gap} />}
      {cells.slice(from, to).map((cell, offset) => {
        const column = from + offset;
        const { state, text } = cell;
        const word = t(`mapping.state.${state}`);
        const sentence = text === undefined ? cellSentence(cell, t) : `${cellSentence(cell, t)} ${text}`;
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the grid takes the keys
          <td
            key={column}
            data-state={state}
            tabIndex={column === stop ? 0 : -1}
            className={classes[state]}
            title={sentence}
            aria-colindex={column + 2}
            aria-label={t('mapping.coverage.cell', { field: title, sample: columns[column], word, sentence })}
            onFocus={() => onReach(index, column)}
            onClick={() => onOpen(path, column)}
          >
            {cellIcons[state]} {state === 'ok' ? text : word}
          </td>
        );
      })}
    </tr>
  );
});

type Place = { row: number; column: number };

function moveOf({ key, ctrlKey }: KeyboardEvent, { row, column }: Place, page: number, last: Place): Place | undefined {
  switch (key) {
    case 'ArrowDown':
      return { row: row + 1, column };
    case 'ArrowUp':
      return { row: row - 1, column };
    case 'ArrowRight':
      return { row, column: column + 1 };
    case 'ArrowLeft':
      return { row, column: column - 1 };
    case 'Home':
      return { row: ctrlKey ? 0 : row, column: 0 };
    case 'End':
      return { row: ctrlKey ? last.row : row, column: last.column };
    case 'PageDown':
      return { row: row + page, column };
    case 'PageUp':
      return { row: row - page, column };
    default:
      return undefined;
  }
}

type Stretch = { first: number; last: number };

/** What is drawn from an edge on, with a few more on both sides. */
const stretch = (edge: number, seen: number, count: number, more: number): Stretch => ({
  first: Math.max(0, Math.min(count, edge) - more),
  last: Math.min(count, Math.ceil(edge + seen) + more + 1),
});

const within = (index: number, { first, last }: Stretch) => Math.max(first, Math.min(last - 1, index));

const clamp = (index: number, count: number) => Math.max(0, Math.min(count - 1, index));

/** Scrolls as far as it takes for a cell to stand clear of what sticks to the edges. */
function reveal(element: HTMLElement, { row, column }: Place): void {
  const [top, left] = [row * ROW, column * COLUMN];
  const [height, width] = [element.clientHeight - 2 * ROW, element.clientWidth - LABEL - COLUMN];
  if (top < element.scrollTop) element.scrollTop = top;
  else if (top > element.scrollTop + height) element.scrollTop = top - height;
  if (left < element.scrollLeft) element.scrollLeft = left;
  else if (left > element.scrollLeft + width) element.scrollLeft = left - width;
}
