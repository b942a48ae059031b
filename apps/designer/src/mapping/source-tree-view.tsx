import { ActionIcon, Text, TextInput, VisuallyHidden } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SOURCE_DRAG } from './expression-editor.tsx';
import classes from './mapping.module.css';
import { shownSample } from './shown-sample.ts';
import { asTemplate } from './source-path.ts';
import { type Source, searchSources } from './source-tree.ts';

type Row = {
  source: Source;
  level: number;
  position: number;
  siblings: number;
  isOpen: boolean;
  parent: string | undefined;
};
type Props = { tree: readonly Source[]; armed: string | undefined; onArm: (source: Source) => void };

/** What the steps before give, as a tree: dragged to a field, or chosen and then the field. */
export function SourceTreeView({ tree, armed, onArm }: Props) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const [current, setCurrent] = useState<string>();
  const box = useRef<HTMLDivElement>(null);
  const found = useMemo(() => searchSources(tree, search), [tree, search]);
  const nearest = tree[0]?.path;
  const isOpen = ({ path }: Source) => search !== '' || toggled.has(path) !== (path === nearest);
  const rows = rowsOf(found, isOpen);
  const focused = rows.some(({ source }) => source.path === current) ? current : rows[0]?.source.path;

  const toggle = ({ path }: Source) => {
    const next = new Set(toggled);
    if (!next.delete(path)) next.add(path);
    setToggled(next);
  };
  const go = (row: Row | undefined) => {
    if (row === undefined) return;
    setCurrent(row.source.path);
    box.current?.querySelector<HTMLElement>(`[data-source="${CSS.escape(row.source.path)}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const index = rows.findIndex(({ source }) => source.path === focused);
    const row = rows[index];
    if (row === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const hasInside = row.source.children.length > 0;
    const keys = new Map<string, () => unknown>([
      ['ArrowDown', () => go(rows[index + 1])],
      ['ArrowUp', () => go(rows[index - 1])],
      ['Home', () => go(rows[0])],
      ['End', () => go(rows.at(-1))],
      ['ArrowRight', () => (hasInside && !row.isOpen ? toggle(row.source) : hasInside && go(rows[index + 1]))],
      [
        'ArrowLeft',
        () =>
          hasInside && row.isOpen && search === ''
            ? toggle(row.source)
            : go(rows.find(({ source }) => source.path === row.parent)),
      ],
      ['Enter', () => onArm(row.source)],
      [' ', () => onArm(row.source)],
    ]);
    const act = keys.get(event.key);
    if (act === undefined) return;
    event.preventDefault();
    act();
  };

  return (
    <section className={classes.pane} aria-label={t('mapping.sources')}>
      <div className={classes.paneHead}>
        <TextInput
          size="xs"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          placeholder={t('mapping.searchSources')}
          aria-label={t('mapping.searchSources')}
          leftSection={<IconSearch size={14} aria-hidden />}
        />
      </div>
      <div className={classes.scroll}>
        <VisuallyHidden id="mapping-tree-hint">{t('mapping.treeHint')}</VisuallyHidden>
        <div
          role="tree"
          aria-label={t('mapping.sources')}
          aria-describedby="mapping-tree-hint"
          ref={box}
          onKeyDown={onKeyDown}
          tabIndex={-1}
        >
          {rows.map((row) => (
            <SourceRow
              key={row.source.path}
              row={row}
              isCurrent={row.source.path === focused}
              isArmed={row.source.path === armed}
              onReach={() => setCurrent(row.source.path)}
              onToggle={() => toggle(row.source)}
              onArm={() => {
                setCurrent(row.source.path);
                onArm(row.source);
              }}
            />
          ))}
        </div>
        {rows.length === 0 && (
          <Text size="sm" c="dimmed" py="sm">
            {t(tree.length <= 1 && search === '' ? 'mapping.noSources' : 'mapping.noneFound')}
          </Text>
        )}
      </div>
    </section>
  );
}

function rowsOf(sources: readonly Source[], isOpen: (source: Source) => boolean, level = 1, parent?: string): Row[] {
  return sources.flatMap((source, index) => {
    const open = source.children.length > 0 && isOpen(source);
    const row = { source, level, position: index + 1, siblings: sources.length, isOpen: open, parent };
    return open ? [row, ...rowsOf(source.children, isOpen, level + 1, source.path)] : [row];
  });
}

type RowProps = {
  row: Row;
  isCurrent: boolean;
  isArmed: boolean;
  onToggle: () => void;
  onArm: () => void;
  onReach: () => void;
};

function SourceRow({
  row: { source, level, position, siblings, isOpen },
  isCurrent,
  isArmed,
  onToggle,
  onArm,
  onReach,
}: RowProps) {
  const { t } = useTranslation();
  const hasInside = source.children.length > 0;
  const types = source.types.filter((type) => type !== 'null').map((type) => t(`mapping.type.${type as 'string'}`));
  const value = source.sample === undefined || hasInside ? undefined : shownSample(source.sample);
  const title = source.title !== source.name ? source.title : undefined;
  const list = Array.isArray(source.sample) ? t('mapping.entries', { count: source.sample.length }) : undefined;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree takes the keys
    <div
      role="treeitem"
      aria-level={level}
      aria-posinset={position}
      aria-setsize={siblings}
      aria-selected={isArmed}
      {...(hasInside ? { 'aria-expanded': isOpen } : {})}
      tabIndex={isCurrent ? 0 : -1}
      className={classes.source}
      style={{ paddingInlineStart: `${(level - 1) * 16}px` }}
      data-source={source.path}
      title={[source.path, source.help].filter(Boolean).join(' – ')}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.setData(SOURCE_DRAG, source.path);
        event.dataTransfer.setData('text/plain', asTemplate(source.path));
        event.dataTransfer.effectAllowed = 'copy';
      }}
      onFocus={onReach}
      onClick={onArm}
    >
      {hasInside ? (
        <ActionIcon
          size={20}
          variant="transparent"
          color="gray"
          tabIndex={-1}
          aria-hidden
          onClick={(event) => {
            event.stopPropagation();
            onToggle();
          }}
        >
          {isOpen ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />}
        </ActionIcon>
      ) : (
        <span />
      )}
      <Text size="sm" truncate {...(level === 1 ? { fw: 600 } : {})}>
        {level === 1 ? source.title : source.name}
        {(level === 1 || title !== undefined) && (
          <Text span size="xs" c="dimmed">
            {' '}
            {level === 1 ? source.name : title}
          </Text>
        )}
      </Text>
      <Text size="xs" c="dimmed" truncate ta="end" {...(value === undefined ? {} : { className: classes.mono })}>
        {value ?? list ?? (level === 1 ? '' : types.join(', '))}
        {value !== undefined && <VisuallyHidden>, {types.join(', ')}</VisuallyHidden>}
        {source.onlyInSample && <VisuallyHidden>, {t('mapping.onlyInSample')}</VisuallyHidden>}
      </Text>
    </div>
  );
}
