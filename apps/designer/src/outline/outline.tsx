import { Badge, Button, Group, ScrollArea, Stack, Text, Title, VisuallyHidden } from '@mantine/core';
import type { TFunction } from 'i18next';
import { memo, useDeferredValue, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditor, useGraph, useOpen } from '../editor/editor-context.ts';
import type { StepActions } from '../editor/use-step-actions.ts';
import { describeNode } from '../nodes/describe-node.ts';
import { NodeIcon } from '../nodes/node-icon.tsx';
import { groupAbout } from '../store/commands/groups.ts';
import { BesideLine, type BesideRow, choiceOf, isChosen } from './beside-rows.tsx';
import classes from './outline.module.css';
import { type OutlineRow, outlineRows } from './outline-rows.ts';

/** The flow as a tree that is worked in by keys; the drawing beside it shows the same choice. */
export function Outline({ actions }: { actions: StepActions }) {
  const { t } = useTranslation();
  const { editor } = useOpen();
  const graph = useGraph();
  const selection = useEditor((state) => state.selection);
  const chosen = selection.nodes;
  const rows = useMemo(() => outlineRows(graph), [graph]);
  // The list of problems comes first, the marks in the outline a moment later.
  const problems = useDeferredValue(useEditor((state) => state.problems));
  const counts = useMemo(() => {
    const found = new Map<string, number>();
    for (const { node = '' } of problems) found.set(node, (found.get(node) ?? 0) + 1);
    return found;
  }, [problems]);
  const tree = useRef<HTMLDivElement>(null);
  const beside = useMemo((): BesideRow[] => {
    const { groups = [], notes = [] } = graph.head;
    return [...groups.map((group) => ({ group })), ...notes.map((note) => ({ note }))];
  }, [graph.head]);
  const groupTitles = useMemo(
    () => new Map((graph.head.groups ?? []).flatMap((group) => group.members.map((id) => [id, groupAbout(group)]))),
    [graph.head.groups],
  );
  const last = rows.length + beside.length - 1;
  const atStep = rows.findIndex(({ of }) => of.key === chosen[0]);
  const atBeside = beside.findIndex((row) => isChosen(row, selection));
  const current = atStep >= 0 ? atStep : atBeside >= 0 ? rows.length + atBeside : 0;

  /** @param more whether what was chosen stays chosen */
  const go = (wanted: number, more: boolean) => {
    const index = Math.min(last, Math.max(0, wanted));
    const row = rows[index];
    const other = beside[index - rows.length];
    if (row !== undefined) editor.select(more ? [...new Set([row.of.key, ...chosen])] : [row.of.key]);
    else if (other !== undefined && !more) editor.select([], choiceOf(other));
  };
  // Whoever is in the tree stays in it: the focus goes along with the choice.
  useEffect(() => {
    const inside = tree.current?.contains(document.activeElement);
    if (inside) tree.current?.querySelectorAll<HTMLElement>('[role=treeitem]')[current]?.focus();
  }, [current]);

  const parentOf = (index: number) => {
    for (let above = index - 1; above >= 0; above--)
      if ((rows[above]?.level ?? 1) < (rows[index]?.level ?? 1)) return above;
    return index;
  };
  /** Which row a key leads to. */
  const rowOf = (key: string): number | undefined => {
    if (key === 'ArrowDown' || key === 'ArrowRight') return current + 1;
    if (key === 'ArrowUp') return current - 1;
    if (key === 'ArrowLeft') return parentOf(current);
    if (key === 'Home') return 0;
    if (key === 'End') return last;
    return key === ' ' ? current : undefined;
  };
  return (
    <Stack h="100%" gap={0} component="section" aria-label={t('editor.outline')} data-region="outline">
      <Group justify="space-between" p="sm">
        <Title order={2} size="h5">
          {t('editor.outline')}
        </Title>
        <Text size="xs" c="dimmed">
          {t('editor.steps', { count: rows.length })}
        </Text>
      </Group>
      <ScrollArea flex={1} type="auto">
        {rows.length === 0 && <AddFirst onAdd={actions.add} />}
        <div
          ref={tree}
          role="tree"
          aria-label={t('editor.outline')}
          aria-description={t('editor.outlineHint')}
          aria-multiselectable
          onKeyDown={(event) => {
            if (event.ctrlKey || event.metaKey || event.altKey) return;
            const row = rowOf(event.key);
            if (row === undefined && event.key !== 'Enter') return;
            event.preventDefault();
            if (row === undefined) actions.edit();
            else go(row, event.shiftKey && /^Arrow(Up|Down)$/.test(event.key));
          }}
        >
          {rows.map((row, index) => (
            <Row
              key={row.of.key}
              row={row}
              count={counts.get(row.of.node.id) ?? 0}
              total={rows.length}
              current={index === current}
              chosen={chosen.includes(row.of.key)}
              group={groupTitles.get(row.of.node.id)}
            />
          ))}
          {beside.map((row, index) => (
            <BesideLine
              key={'group' in row ? `group ${index}` : `note ${index}`}
              row={row}
              current={rows.length + index === current}
              chosen={isChosen(row, selection)}
            />
          ))}
        </div>
      </ScrollArea>
    </Stack>
  );
}

/** Where there is no step there is one thing to do; whoever has just taken the last one away is not left nowhere. */
function AddFirst({ onAdd }: { onAdd: () => void }) {
  const { t } = useTranslation();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) button.current?.focus();
  }, []);
  return (
    <Button ref={button} size="xs" variant="light" mx="sm" onClick={onAdd}>
      {t('editor.addFirst')}
    </Button>
  );
}

type RowProps = {
  row: OutlineRow;
  count: number;
  total: number;
  current: boolean;
  chosen: boolean;
  /** What the group is called that the step is in. */
  group: string | undefined;
};

/** Rows are made anew after each edit; only those that say something else are drawn again. */
const isSame = (a: RowProps, b: RowProps) =>
  a.count === b.count &&
  a.total === b.total &&
  a.current === b.current &&
  a.chosen === b.chosen &&
  a.group === b.group &&
  a.row.of === b.row.of &&
  a.row.level === b.row.level &&
  a.row.position === b.row.position &&
  sameEntries(a.row.from, b.row.from) &&
  sameEntries(a.row.to, b.row.to);
const sameEntries = (a: readonly unknown[], b: readonly unknown[]) =>
  a.length === b.length && a.every((entry, index) => entry === b[index]);

const Row = memo(function Row({ row, count, total, current, chosen, group }: RowProps) {
  const { t } = useTranslation();
  const { editor, apps } = useOpen();
  const { node } = row.of;
  const { title, line, app } = describeNode(node, apps, t);
  const port = row.from.length === 1 ? row.from[0]?.port : undefined;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree takes the keys
    <div
      role="treeitem"
      aria-level={row.level}
      aria-selected={chosen}
      tabIndex={current ? 0 : -1}
      className={classes.row}
      style={{ paddingInlineStart: `${4 + row.level * 12}px` }}
      onClick={() => editor.select([row.of.key])}
      onFocus={() => {
        if (!chosen) editor.select([row.of.key]);
      }}
    >
      <NodeIcon kind={node.kind} app={app} />
      <div className={classes.words}>
        <Text size="sm" truncate>
          {port !== undefined && (
            <Text span size="xs" c="dimmed">
              {port} ·{' '}
            </Text>
          )}
          {title}
        </Text>
        <Text size="xs" c="dimmed" truncate>
          {line}
        </Text>
        <VisuallyHidden>{spoken(row, total, count, group, t)}</VisuallyHidden>
      </div>
      {count > 0 && (
        <Badge circle size="sm" color="red" variant="filled" aria-hidden>
          {count}
        </Badge>
      )}
    </div>
  );
}, isSame);

type Translate = TFunction;

/** Where a step stands, in words: what nobody sees has to be said. */
function spoken(row: OutlineRow, total: number, problems: number, group: string | undefined, t: Translate): string {
  const { node } = row.of;
  const from = row.from.map(({ from: id, port }) => (port === undefined ? id : `${id} (${port})`)).join(', ');
  const to = row.to.map(({ to: id, port }) => (port === undefined ? id : `${id} (${port})`)).join(', ');
  const before =
    from !== ''
      ? t('editor.tree.from', { from })
      : node.kind === 'trigger'
        ? t('editor.tree.start')
        : t('editor.tree.alone');
  return [
    t('editor.tree.step', { position: row.position, total }),
    before,
    to === '' ? t('editor.tree.end') : t('editor.tree.to', { to }),
    ...(group === undefined ? [] : [t('editor.beside.inGroup', { title: group })]),
    ...(problems === 0 ? [] : [t('editor.problems.of', { count: problems })]),
  ].join(', ');
}
