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

/** Fields × samples, with what becomes of each. Only the rows in sight are drawn. */
export function CoverageGrid({ rows, columns, onOpen }: Props) {
  const { t } = useTranslation();
  const { ref: sized, height } = useElementSize<HTMLDivElement>();
  const box = useRef<HTMLDivElement>(null);
  const ref = useMergedRef(box, sized);
  const [top, setTop] = useState(0);
  const [current, setCurrent] = useState({ row: 0, column: 0, wantsFocus: false });
  const first = Math.max(0, Math.min(rows.length, Math.floor(top / ROW)) - 3);
  const last = Math.min(rows.length, Math.ceil((top + Math.max(height, 20 * ROW)) / ROW) + 3);
  const at = { row: clamp(current.row, rows.length), column: clamp(current.column, columns.length) };

  useEffect(() => {
    if (current.wantsFocus) box.current?.querySelector<HTMLElement>('td[tabindex="0"]')?.focus();
  }, [current]);

  /** A cell that got the focus by other ways is where the arrow keys go on from. */
  const reach = useCallback((row: number, column: number) => {
    setCurrent((was) => (was.row === row && was.column === column ? was : { row, column, wantsFocus: false }));
  }, []);
  const go = (row: number, column: number) => {
    const element = box.current!;
    const next = { row: clamp(row, rows.length), column: clamp(column, columns.length), wantsFocus: true };
    reveal(element, next);
    setTop(element.scrollTop);
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
  return (
    <div className={classes.scroll} ref={ref} onScroll={({ currentTarget }) => setTop(currentTarget.scrollTop)}>
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells one moves through with arrow keys
        role="grid"
        className={classes.grid}
        aria-label={t('mapping.coverage.label')}
        aria-description={t('mapping.coverage.hint')}
        aria-rowcount={rows.length + 1}
        onKeyDown={onKeyDown}
        style={{ width: LABEL + columns.length * COLUMN }}
      >
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" className={classes.corner}>
              {t('mapping.coverage.field')}
            </th>
            {columns.map((label, index) => (
              // Two samples may have one name: their place tells them apart.
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              <th key={index} scope="col" className={classes.column} title={label}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {first > 0 && <Gap rows={first} />}
          {rows.slice(first, last).map((row, offset) => (
            <GridRow
              key={row.path}
              row={row}
              index={first + offset}
              columns={columns}
              reached={first + offset === at.row ? at.column : undefined}
              onReach={reach}
              onOpen={onOpen}
            />
          ))}
          {last < rows.length && <Gap rows={rows.length - last} />}
        </tbody>
      </table>
    </div>
  );
}

/** Rows that are out of sight. */
const Gap = ({ rows }: { rows: number }) => <tr aria-hidden style={{ height: rows * ROW }} />;

type RowProps = Pick<Props, 'columns' | 'onOpen'> & {
  row: CoverageRow;
  index: number;
  reached: number | undefined;
  onReach: (row: number, column: number) => void;
};

const GridRow = memo(function GridRow({
  row: { path, title, cells },
  index,
  columns,
  reached,
  onReach,
  onOpen,
}: RowProps) {
  const { t } = useTranslation();
  return (
    <tr aria-rowindex={index + 2}>
      <th scope="row" className={classes.label} title={path}>
        {title}
      </th>
      {cells.map((cell, column) => {
        const { state, text } = cell;
        const word = t(`mapping.state.${state}`);
        const sentence = text === undefined ? cellSentence(cell, t) : `${cellSentence(cell, t)} ${text}`;
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the grid takes the keys
          <td
            // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
            key={column}
            data-state={state}
            tabIndex={column === reached ? 0 : -1}
            className={classes[state]}
            title={sentence}
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
