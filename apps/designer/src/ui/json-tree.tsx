import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type JsonRow, LONG_TEXT } from './json-rows.ts';
import classes from './json-view.module.css';

type RowsProps = {
  rows: JsonRow[];
  current: string;
  label: string;
  hit: string | undefined;
  onGo: (path: string) => void;
  onToggle: (row: JsonRow) => void;
};

/** The lines, walked through by keys. */
export function JsonTree({ rows, current, label, hit, onGo, onToggle }: RowsProps) {
  const tree = useRef<HTMLDivElement>(null);
  const at = rows.findIndex(({ path }) => path === current);
  useEffect(() => {
    const row = tree.current?.querySelectorAll<HTMLElement>('[role=treeitem]')[at];
    if (tree.current?.contains(document.activeElement)) row?.focus();
    if (hit === current) row?.scrollIntoView({ block: 'nearest' });
  }, [at, hit, current]);
  const go = (index: number) => onGo(rows[Math.min(rows.length - 1, Math.max(0, index))]!.path);
  const parent = () => {
    for (let above = at - 1; above >= 0; above--) if (rows[above]!.level < rows[at]!.level) return above;
    return at;
  };
  /** Which row a key leads to. */
  const rowOf = (key: string): number | undefined => {
    const { open } = rows[at]!;
    if (key === 'ArrowDown' || (key === 'ArrowRight' && open !== false)) return at + 1;
    if (key === 'ArrowUp') return at - 1;
    if (key === 'ArrowLeft' && open !== true) return parent();
    if (key === 'Home') return 0;
    return key === 'End' ? rows.length - 1 : undefined;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const index = rowOf(event.key);
    if (index === undefined && !['ArrowLeft', 'ArrowRight', 'Enter', ' '].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    if (index === undefined) onToggle(rows[at]!);
    else go(index);
  };
  return (
    <div ref={tree} role="tree" aria-label={label} className={classes.rows} onKeyDown={onKeyDown}>
      {rows.map((row) => (
        <Row
          key={row.path}
          row={row}
          current={row.path === current}
          hit={row.path === hit}
          onGo={onGo}
          onToggle={onToggle}
        />
      ))}
    </div>
  );
}

type RowProps = Pick<RowsProps, 'onGo' | 'onToggle'> & { row: JsonRow; current: boolean; hit: boolean };

function Row({ row, current, hit, onGo, onToggle }: RowProps) {
  const { t } = useTranslation();
  const { path, name, level, kind, size, open, more } = row;
  const Fold = open ? IconChevronDown : IconChevronRight;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree takes the keys
    <div
      role="treeitem"
      aria-level={level}
      aria-selected={current}
      {...(open === undefined ? {} : { 'aria-expanded': open })}
      tabIndex={current ? 0 : -1}
      data-hit={hit}
      className={classes.row}
      style={{ paddingInlineStart: `${(Math.min(level, 20) - 1) * 14 + 4}px` }}
      onClick={() => {
        onGo(path);
        if (more !== undefined) onToggle(row);
      }}
      onDoubleClick={() => onToggle(row)}
    >
      {open === undefined ? (
        <span className={classes.fold} />
      ) : (
        // For the mouse; keys open the row.
        <span className={classes.fold} aria-hidden onClick={() => onToggle(row)}>
          <Fold size={16} />
        </span>
      )}
      {more === undefined ? (
        <>
          <span className={classes.name}>{name}:</span>
          <span className={classes.value} data-kind={kind}>
            {size > 0 || kind === 'object' || kind === 'array'
              ? kind === 'array'
                ? t('json.items', { count: size })
                : t('json.fields', { count: size })
              : shownText(row)}
          </span>
        </>
      ) : (
        <span className={classes.value} data-kind="null">
          {t('json.more', { count: more })}
        </span>
      )}
    </div>
  );
}

function shownText({ value, open }: JsonRow): string {
  if (typeof value !== 'string') return String(value ?? null);
  if (open === true) return value;
  const line = value.replaceAll('\n', '↵');
  return JSON.stringify(line.length > LONG_TEXT ? `${line.slice(0, LONG_TEXT)}…` : line);
}
